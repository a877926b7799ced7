/**
 * For the operator of the exporter. From top to bottom:
 *
 *   1. Does it work?                          scraped, fresh reports; version, failing accounts, configuration, clock, storage
 *   2. Which account does not, and why?       the refreshes of each account's facts, failing ones first
 *   3. Does it get better?                    failures by reason, age of the reports, requests by operation and outcome, duration of
 *                                             the refreshes
 *   4. What does it cost?                     memory, event loop, processor, series
 *   5. The organization                       for who has one, and closed at first: its accounts by state, those that are not read
 */
import { configurationLoaded } from './annotations.ts';
import { type Dashboard, dashboard } from './board.ts';
import { processHistory, refreshHistory } from './panels/exporter-history.ts';
import { exporterState, exporterStatus } from './panels/exporter-state.ts';
import { organizationAccounts, unreadAccountsTable } from './panels/organization-accounts.ts';
import { refreshesTable, refreshRows } from './panels/refreshes-table.ts';
import { shownVariable } from './shown-variables.ts';
import { datasourceVariable, instanceVariable, jobVariable, limitVariable } from './variables.ts';

export function exporterHealth(): Dashboard {
  return dashboard({
    name: 'exporter-health',
    description:
      'Whether the exporter works: refreshes by account and fact, requests to AWS, age of the reports, and what it costs.',
    range: '24h',
    variables: [
      datasourceVariable(),
      jobVariable(),
      instanceVariable(),
      limitVariable(),
      shownVariable('shown_facts', refreshRows),
    ],
    annotations: [configurationLoaded],
    rows: [
      { title: 'Status', panels: [...exporterStatus(), ...exporterState()] },
      {
        title: 'What to do',
        panels: [refreshesTable('Facts by account, failing ones first (${shown_facts})', 10)],
      },
      { title: 'Is it getting better', panels: refreshHistory() },
      { title: 'Evidence: what it costs', panels: processHistory() },
      { title: 'The organization', collapsed: true, panels: [organizationAccounts(8), unreadAccountsTable(16, 8)] },
    ],
  });
}
