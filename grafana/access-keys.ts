/**
 * For the security lead who wants long-lived keys to go, and the auditor who wants to see each of them. From top to bottom:
 *
 *   1. Can I believe what I see, and how bad is it?   exporter, age of the reports; active keys, the oldest, findings about keys
 *   2. Do they get younger and fewer?                 active keys by age over time and now; where they are used
 *   3. Whose is it, how old, where used?              the list of all keys, the oldest active one first
 */
import { accountLost, configurationLoaded, newReports } from './annotations.ts';
import { type Dashboard, dashboard } from './board.ts';
import { accountIdVariable, asOfVariable, awayVariable, unitAccountIdsVariable } from './held-variables.ts';
import { accessKeyCounts, ageHistogram, keysByAge, keysByService } from './panels/access-key-counts.ts';
import { accessKeyRows, accessKeysTable } from './panels/access-keys-table.ts';
import { statusLine } from './panels/status.ts';
import { CHOSEN_IAM_USER, CHOSEN_USER } from './promql.ts';
import { shownVariable } from './shown-variables.ts';
import {
  accountsVariable,
  datasourceVariable,
  limitVariable,
  ownerVariable,
  usersVariable,
  unitVariable,
} from './variables.ts';

export function accessKeys(): Dashboard {
  return dashboard({
    name: 'access-keys',
    description: 'Every access key: whose it is, how old it is, where it was last used, and what to do about it.',
    range: '7d',
    variables: [
      datasourceVariable(),
      unitVariable(),
      asOfVariable(),
      unitAccountIdsVariable(),
      ownerVariable(),
      accountsVariable(),
      accountIdVariable(),
      awayVariable(),
      usersVariable(),
      limitVariable(),
      shownVariable('shown_keys', accessKeyRows),
    ],
    annotations: [accountLost, configurationLoaded, newReports],
    rows: [
      { title: 'Status', panels: [...statusLine(6), ...accessKeyCounts()] },
      {
        title: 'What to do',
        panels: [
          accessKeysTable({
            title: 'Access keys, the oldest active one first (${shown_keys})',
            inWords: [
              { text: 'no access key', where: CHOSEN_IAM_USER },
              { text: 'no access key of root, and the metrics name no other chosen user', where: CHOSEN_USER },
            ],
            height: 14,
            whose: true,
          }),
        ],
      },
      { title: 'Is it getting better', panels: [keysByAge(12), ageHistogram(12)] },
      { title: 'Evidence', panels: [keysByService(24)] },
    ],
  });
}
