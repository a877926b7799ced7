/**
 * For the owner of an account, and for the auditor who is given one to look at. From top to bottom:
 *
 *   1. How does the account stand, and of when are these facts?   counts by severity, age of the report
 *   2. Is root safe?                                              each check about root, MFA, credentials
 *   3. What is to be done?                                        every open finding, the worst first
 *   4. Does it get better?                                        open findings and users over time
 *   5. What holds for all of its users?                           password policy, quotas
 *   6. The evidence                                               every user with its state and ages; the report itself
 */
import { SEVERITIES } from '../src/model/finding.ts';
import { reportAnnotation } from './annotations.ts';
import { type Dashboard, dashboard } from './board.ts';
import { findingCounts } from './panels/finding-counts.ts';
import { findingsTable } from './panels/findings-table.ts';
import { oldestReport } from './panels/report-age.ts';
import { passwordPolicyTable } from './panels/password-policy-table.ts';
import { quotasTable } from './panels/quotas-table.ts';
import { reportsTable } from './panels/reports-table.ts';
import { rootPanels } from './panels/root.ts';
import { trendBy, usersOverTime } from './panels/trends.ts';
import { usersTable } from './panels/users-table.ts';
import {
  accountIdVariable,
  datasourceVariable,
  limitVariable,
  oneAccountVariable,
  ownerVariable,
} from './variables.ts';

export function account(): Dashboard {
  return dashboard({
    name: 'account',
    description: 'One AWS account: its open findings, its root user, and every user with its credentials.',
    range: '7d',
    variables: [datasourceVariable(), ownerVariable(), oneAccountVariable(), accountIdVariable(), limitVariable()],
    annotations: [reportAnnotation(true)],
    rows: [
      { title: 'How it stands', panels: [...findingCounts(), oldestReport(4)] },
      { title: 'Root', panels: rootPanels() },
      {
        title: 'What to do',
        panels: [
          findingsTable({
            title: 'Open findings of the account, the worst first',
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
      { title: 'Password policy and quotas', panels: [passwordPolicyTable(4), quotasTable(7)] },
      { title: 'Evidence', panels: [usersTable(14), reportsTable(6)] },
    ],
  });
}
