/**
 * For the user's owner, who has got an alert and wants it gone, and for whoever follows a user through the accounts. From top to bottom:
 *
 *   1. Is something wrong?           findings, kind, MFA and keys at a glance; quarantine, owner
 *   2. What must I do?               each open finding, with the way to its fix
 *   3. What does the user have?      password, access keys, credentials of services, certificates: state, age, last use
 *   4. Was it rotated, is it used?   ages and idle days over time
 */
import { SEVERITIES } from '../src/model/finding.ts';
import { reportAnnotation } from './annotations.ts';
import { type Dashboard, dashboard } from './board.ts';
import { accessKeysTable } from './panels/access-keys-table.ts';
import { certificatesTable } from './panels/certificates-table.ts';
import { credentialHistory } from './panels/credential-history.ts';
import { findingsTable } from './panels/findings-table.ts';
import { passwordsTable } from './panels/passwords-table.ts';
import { serviceCredentialsTable } from './panels/service-credentials-table.ts';
import { userDetails } from './panels/user-details.ts';
import { userFacts } from './panels/user-facts.ts';
import { CHOSEN_USER, CHOSEN_USERS } from './promql.ts';
import {
  accountIdVariable,
  accountVariable,
  datasourceVariable,
  limitVariable,
  oneUserVariable,
  ownerVariable,
} from './variables.ts';

export function user(): Dashboard {
  return dashboard({
    name: 'user',
    description: 'One IAM user: what to do, and every credential with its state, its age and its last use.',
    range: '30d',
    variables: [
      datasourceVariable(),
      ownerVariable(),
      accountVariable(),
      accountIdVariable(),
      oneUserVariable(),
      limitVariable(),
    ],
    annotations: [reportAnnotation(true)],
    rows: [
      { title: 'At a glance', panels: [...userFacts(), ...userDetails()] },
      {
        title: 'What to do',
        panels: [
          findingsTable({
            title: 'Open findings of the user, the worst first',
            description:
              'The title links to what the finding means and how to fix it. The finding ends with the next report after the fix.',
            severities: SEVERITIES,
            matchers: CHOSEN_USERS,
            inWords: [{ text: 'no open finding', where: CHOSEN_USER }],
            height: 7,
          }),
        ],
      },
      {
        title: 'Credentials',
        panels: [
          passwordsTable(5),
          accessKeysTable('Access keys of the user', [{ text: 'no access key', where: CHOSEN_USER }], 6),
          serviceCredentialsTable(5),
          certificatesTable(5),
        ],
      },
      { title: 'Over time', panels: credentialHistory() },
    ],
  });
}
