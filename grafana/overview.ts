/**
 * For the on-call engineer and the security lead, and for each owner who chooses the own name. From top to bottom:
 *
 *   1. Can I believe what I see, and is anything burning?   exporter, age of the reports, accounts that fail; counts by severity
 *   2. What is to be done, and by whom?                     the worst findings, a row each, with the way to the user and the fix
 *   3. Is it getting better?                                open findings over time, what is new and what is fixed, shares
 *   4. Evidence                                             checks, exemptions
 *   5. By account, owner and OU                              for who has several, and closed at first
 */
import { accountLost, configurationLoaded, findingChanges, newReports } from './annotations.ts';
import { type Dashboard, dashboard } from './board.ts';
import { accountIdVariable, asOfVariable, awayVariable, unitAccountIdsVariable } from './held-variables.ts';
import { accountsFailing, accountsWithoutReport } from './panels/accounts.ts';
import { exemptionsTable } from './panels/exemptions-table.ts';
import { findingCounts } from './panels/finding-counts.ts';
import { accountRows, accountsTable, checksTable, ownersTable } from './panels/finding-groups.ts';
import { findingsTable } from './panels/findings-table.ts';
import { newAndFixedTable } from './panels/new-and-fixed-table.ts';
import { shares } from './panels/shares.ts';
import { statusLine } from './panels/status.ts';
import { unitsTable } from './panels/units-table.ts';
import { change, findingsByAccountNow, trendBy, trendBySeverity } from './panels/trends.ts';
import { CHOSEN_ACCOUNTS } from './promql.ts';
import { worstFindings } from './rank.ts';
import { shownVariable } from './shown-variables.ts';
import { accountsVariable, datasourceVariable, limitVariable, ownerVariable, unitVariable } from './variables.ts';

const SEVERITIES = ['critical', 'warning'] as const;

export function overview(): Dashboard {
  return dashboard({
    name: 'overview',
    description:
      'Findings in the AWS IAM credential reports of all accounts: what is most urgent, who owns it, and whether it gets better.',
    range: '7d',
    variables: [
      datasourceVariable(),
      unitVariable(),
      asOfVariable(),
      unitAccountIdsVariable(),
      ownerVariable(),
      accountsVariable(),
      limitVariable(),
      accountIdVariable(),
      awayVariable(),
      shownVariable('shown_findings', worstFindings(SEVERITIES)),
      shownVariable('shown_accounts', accountRows),
    ],
    // Of hundreds of accounts one opens or ends a finding every hour.
    annotations: [accountLost, configurationLoaded, newReports, ...findingChanges(CHOSEN_ACCOUNTS, false)],
    rows: [
      {
        title: 'Status',
        panels: [...statusLine(4), accountsWithoutReport(4), accountsFailing(4), ...findingCounts(), change(4)],
      },
      {
        title: 'What to do',
        panels: [
          findingsTable({
            title: 'Critical and warning findings, the worst first (${shown_findings})',
            description:
              'Open findings of severity critical and warning. The title links to what the finding means and how to fix it, the user links to all credentials of the user. The variable Rows says how many rows are shown.',
            severities: SEVERITIES,
            height: 12,
          }),
        ],
      },
      {
        title: 'Is it getting better',
        panels: [
          trendBySeverity(12),
          trendBy('check', 'Open findings by check', 12),
          newAndFixedTable(12, 8),
          ...shares(4),
        ],
      },
      { title: 'Evidence', panels: [checksTable(24, 10), exemptionsTable(24, 6)] },
      {
        title: 'By account, owner and OU',
        collapsed: true,
        panels: [
          accountsTable(24, 10),
          trendBy('account_name', 'Open findings by account', 12),
          trendBy('owner', 'Open findings by owner', 12),
          findingsByAccountNow(12),
          ownersTable(12, 8),
          trendBy('ou', 'Open findings by organizational unit', 12),
          unitsTable(12, 8),
        ],
      },
    ],
  });
}
