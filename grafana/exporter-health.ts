/**
 * For the operator of the exporter. From top to bottom:
 *
 *   1. Does it work?                          scraped, version, failing accounts, oldest report, configuration, clock, storage
 *   2. Which account does not, since when?    the refreshes of each account's facts, failing ones first
 *   3. What does it do with AWS, and how      requests by operation and outcome, failures by reason, age of the reports,
 *      does AWS answer?                       duration of the refreshes
 *   4. What does it cost?                     memory, event loop, processor, series
 */
import { type Dashboard, dashboard } from './board.ts';
import { processHistory, refreshHistory } from './panels/exporter-history.ts';
import { exporterState } from './panels/exporter-state.ts';
import { refreshesTable } from './panels/refreshes-table.ts';
import { datasourceVariable, instanceVariable, jobVariable, limitVariable } from './variables.ts';

export function exporterHealth(): Dashboard {
  return dashboard({
    name: 'exporter-health',
    description:
      'Whether the exporter works: refreshes by account and fact, requests to AWS, age of the reports, and what it costs.',
    range: '24h',
    variables: [datasourceVariable(), jobVariable(), instanceVariable(), limitVariable()],
    annotations: [],
    rows: [
      { title: 'Does it work', panels: exporterState() },
      { title: 'Which account or fact fails', panels: [refreshesTable(10)] },
      { title: 'What it does with AWS', panels: refreshHistory() },
      { title: 'What it costs', panels: processHistory() },
    ],
  });
}
