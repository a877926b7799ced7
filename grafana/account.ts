/**
 * For the owner of an account, and for the auditor who is given one to look at. From top to bottom:
 *
 *   1. Can I believe what I see, and how does the account stand?   exporter, age of the report; counts by severity; root
 *   2. What is to be done?                                         every open finding, the worst first
 *   3. Does it get better?                                         open findings and users over time
 *   4. Evidence                                                    every user with its state and ages; password policy, quotas; the report itself
 */
import { SEVERITIES } from '../src/model/finding.ts';
import { accountLost, configurationLoaded, findingChanges, newReports } from './annotations.ts';
import { type Dashboard, dashboard } from './board.ts';
import { asOfVariable, awayVariable, oneAccountIdVariable, unitAccountIdsVariable } from './held-variables.ts';
import { USER_LINK } from './links.ts';
import { findingCounts } from './panels/finding-counts.ts';
import { findingsTable } from './panels/findings-table.ts';
import { passwordPolicyTable } from './panels/password-policy-table.ts';
import { quotasTable } from './panels/quotas-table.ts';
import { reportsTable } from './panels/reports-table.ts';
import { rootPanels } from './panels/root.ts';
import { statusLine } from './panels/status.ts';
import { change, trendBy, usersOverTime } from './panels/trends.ts';
import { userRows, usersTable } from './panels/users-table.ts';
import { CHOSEN_ACCOUNTS } from './promql.ts';
import { worstFindings } from './rank.ts';
import { shownVariable } from './shown-variables.ts';
import { datasourceVariable, limitVariable, oneAccountVariable, ownerVariable, unitVariable } from './variables.ts';

export function account(): Dashboard {
  return dashboard({
    name: 'account',
    description: 'One AWS account: its open findings, its root user, and every user with its credentials.',
    range: '7d',
    variables: [
      datasourceVariable(),
      unitVariable(),
      asOfVariable(),
      unitAccountIdsVariable(),
      ownerVariable(),
      oneAccountVariable(),
      limitVariable(),
      oneAccountIdVariable(),
      awayVariable(),
      shownVariable('shown_findings', worstFindings(SEVERITIES)),
      shownVariable('shown_users', userRows),
    ],
    annotations: [accountLost, configurationLoaded, newReports, ...findingChanges(CHOSEN_ACCOUNTS, false)],
    rows: [
      { title: 'Status', panels: [...statusLine(6), ...findingCounts(), change(4), ...rootPanels()] },
      {
        title: 'What to do',
        panels: [
          findingsTable({
            title: 'Open findings of the account, the worst first (${shown_findings})',
            description:
              'Every open finding, of severity info too. The title links to what the finding means and how to fix it, the user links to all credentials of the user. The variable Rows says how many rows are shown.',
            severities: SEVERITIES,
            height: 12,
          }),
        ],
      },
      {
        title: 'Is it getting better',
        panels: [trendBy('check', 'Open findings of the account by check', 12), usersOverTime(12)],
      },
      {
        title: 'Evidence',
        panels: [
          usersTable('Users, the worst first (${shown_users})', 14, USER_LINK),
          passwordPolicyTable(4),
          quotasTable(7),
          reportsTable(4),
        ],
      },
    ],
  });
}
