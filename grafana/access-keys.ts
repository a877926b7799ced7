/**
 * For the security lead who wants long-lived keys to go, and the auditor who wants to see each of them. From top to bottom:
 *
 *   1. How many, and how bad?              active keys, the oldest, never used, findings about keys
 *   2. Do they get younger and fewer?      active keys by age over time; where they are used
 *   3. Whose is it, how old, where used?   the list of all keys, the oldest active one first
 */
import { reportAnnotation } from './annotations.ts';
import { type Dashboard, dashboard } from './board.ts';
import { accessKeyCounts, keysByAge, keysByService } from './panels/access-key-counts.ts';
import { accessKeysTable } from './panels/access-keys-table.ts';
import { CHOSEN_IAM_USER, CHOSEN_USER } from './promql.ts';
import {
  accountIdVariable,
  accountVariable,
  datasourceVariable,
  limitVariable,
  ownerVariable,
  userVariable,
} from './variables.ts';

export function accessKeys(): Dashboard {
  return dashboard({
    name: 'access-keys',
    description: 'Every access key: whose it is, how old it is, where it was last used, and what to do about it.',
    range: '7d',
    variables: [
      datasourceVariable(),
      ownerVariable(),
      accountVariable(),
      accountIdVariable(),
      userVariable(),
      limitVariable(),
    ],
    annotations: [reportAnnotation(false)],
    rows: [
      { title: 'How many, and how bad', panels: accessKeyCounts() },
      { title: 'Younger and fewer', panels: [keysByAge(14), keysByService(10)] },
      {
        title: 'Evidence',
        panels: [
          accessKeysTable(
            'Access keys, the oldest active one first',
            [
              { text: 'no access key', where: CHOSEN_IAM_USER },
              { text: 'no access key of root, and the metrics name no other chosen user', where: CHOSEN_USER },
            ],
            18,
          ),
        ],
      },
    ],
  });
}
