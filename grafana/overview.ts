/**
 * For the on-call engineer and the security lead, and for each owner who chooses the own name. From top to bottom:
 *
 *   1. Is anything burning, and can I believe what I see?   counts by severity; age of the reports, accounts that fail or are missing
 *   2. What is it, and whose?                               the worst findings, a row each, with the way to the user and the fix
 *   3. Is it getting better?                                open findings over time: by severity, check, owner, account
 *   4. Who and what is worst?                               accounts, owners, checks, the worst first
 *   5. What have we excused, and until when?                exemptions
 */
import { reportAnnotation } from './annotations.ts';
import { type Dashboard, dashboard } from './board.ts';
import { exemptionsTable } from './panels/exemptions-table.ts';
import { findingCounts } from './panels/finding-counts.ts';
import { accountsTable, checksTable, ownersTable } from './panels/finding-groups.ts';
import { findingsTable } from './panels/findings-table.ts';
import { accountsFailing, accountsWithoutReport, accountsWithReport } from './panels/accounts.ts';
import { oldestReport } from './panels/report-age.ts';
import { change, trendBy, trendBySeverity } from './panels/trends.ts';
import { accountVariable, datasourceVariable, limitVariable, ownerVariable } from './variables.ts';

export function overview(): Dashboard {
  return dashboard({
    name: 'overview',
    description:
      'Findings in the AWS IAM credential reports of all accounts: what is most urgent, who owns it, and whether it gets better.',
    range: '7d',
    variables: [datasourceVariable(), ownerVariable(), accountVariable(), limitVariable()],
    // Hundreds of accounts renew their reports at all hours.
    annotations: [reportAnnotation(false)],
    rows: [
      {
        title: 'What is burning',
        panels: [
          ...findingCounts(),
          oldestReport(4),
          accountsWithReport(6),
          accountsWithoutReport(6),
          accountsFailing(6),
          change(6),
        ],
      },
      {
        title: 'Act on',
        panels: [
          findingsTable({
            title: 'Critical and warning findings, the worst first',
            description:
              'Open findings of severity critical and warning. The title links to what the finding means and how to fix it, the user links to all credentials of the user. The variable Rows says how many rows are shown.',
            severities: ['critical', 'warning'],
            height: 12,
          }),
        ],
      },
      {
        title: 'Is it getting better',
        panels: [
          trendBySeverity(12),
          trendBy('check', 'Open findings by check', 12),
          trendBy('owner', 'Open findings by owner', 12),
          trendBy('account_name', 'Open findings by account', 12),
        ],
      },
      { title: 'What is worst', panels: [accountsTable(15, 12), ownersTable(9, 12), checksTable(24, 12)] },
      { title: 'Excused', panels: [exemptionsTable(24, 7)] },
    ],
  });
}
