/**
 * For the user's owner, who has got an alert and wants it gone, and for the auditor. From top to bottom:
 *
 *   1. Can I believe what I see?     exporter, age of the report
 *   2. Which user is it?             those of the account, to choose one
 *   3. Is something wrong?           findings, kind, MFA and keys at a glance; quarantine, owner
 *   4. What must I do?               each open finding, with the way to its fix
 *   5. Was it rotated, is it used?   ages and idle days over time
 *   6. Evidence                      password, access keys, credentials of services, certificates: state, age, last use
 */
import { SEVERITIES } from '../src/model/finding.ts';
import { accountLost, configurationLoaded, findingChanges, newReports } from './annotations.ts';
import { type Dashboard, dashboard } from './board.ts';
import { asOfVariable, awayVariable, oneAccountIdVariable, unitAccountIdsVariable } from './held-variables.ts';
import { USER_CHOICE_LINK } from './links.ts';
import { accessKeysTable } from './panels/access-keys-table.ts';
import { certificatesTable } from './panels/certificates-table.ts';
import { credentialHistory } from './panels/credential-history.ts';
import { findingsTable } from './panels/findings-table.ts';
import { passwordsTable } from './panels/passwords-table.ts';
import { serviceCredentialsTable } from './panels/service-credentials-table.ts';
import { statusLine } from './panels/status.ts';
import { userDetails } from './panels/user-details.ts';
import { userFacts } from './panels/user-facts.ts';
import { userChoice, userRows } from './panels/users-table.ts';
import { CHOSEN_ACCOUNTS, CHOSEN_USER } from './promql.ts';
import { shownVariable } from './shown-variables.ts';
import {
  datasourceVariable,
  limitVariable,
  oneAccountVariable,
  oneUserVariable,
  ownerVariable,
  unitVariable,
} from './variables.ts';

const CHOSEN = 'user=~"$users"';

export function user(): Dashboard {
  return dashboard({
    name: 'user',
    description: 'One IAM user: what to do, and every credential with its state, its age and its last use.',
    range: '30d',
    variables: [
      datasourceVariable(),
      unitVariable(),
      asOfVariable(),
      unitAccountIdsVariable(),
      ownerVariable(),
      oneAccountVariable(),
      oneAccountIdVariable(),
      awayVariable(),
      oneUserVariable(),
      limitVariable(),
      shownVariable('shown_users', userRows),
    ],
    annotations: [
      accountLost,
      configurationLoaded,
      newReports,
      ...findingChanges(`${CHOSEN_ACCOUNTS},${CHOSEN}`, true),
    ],
    rows: [
      {
        title: 'Status',
        panels: [
          ...statusLine(6),
          userChoice('Choose a user of the account, the worst first (${shown_users})', 6, USER_CHOICE_LINK),
          ...userFacts(),
          ...userDetails(),
        ],
      },
      {
        title: 'What to do',
        panels: [
          findingsTable({
            title: 'Open findings of the user, the worst first',
            description:
              'The title links to what the finding means and how to fix it. After the fix a finding ends with the next report, or when the exporter reads again the fact that its check needs.',
            severities: SEVERITIES,
            matchers: CHOSEN,
            inWords: [{ text: 'no open finding', where: CHOSEN_USER }],
            height: 7,
          }),
        ],
      },
      { title: 'Is it getting better', panels: credentialHistory() },
      {
        title: 'Evidence',
        panels: [
          passwordsTable(4),
          accessKeysTable({
            title: 'Access keys of the user',
            inWords: [{ text: 'no access key', where: CHOSEN_USER }],
            height: 5,
            whose: false,
          }),
          serviceCredentialsTable(14, 5),
          certificatesTable(10, 5),
        ],
      },
    ],
  });
}
