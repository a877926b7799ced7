/** The part of board-values.ts that is about events. */
import { ONE } from './board-stories.ts';
import type { Expected, Row } from './board-values.ts';

export const statsOfEvents: Expected = {
  'Accounts watched': '1 of 2',
  'Read to the end until': 2_500_000,
  'Regions not read to the end': 1,
  'Findings of the watch': 700,
  'Last sign-in as root': 2_100_000,
  'Last use of the API by root': 2_200_000,
  'Last failed sign-in as root': 2_300_000,
  'Last new password for root': 2_400_000,
};

export const rowsOfEvents: readonly Row[] = [
  {
    board: 'activity',
    panel: 'How far the watch has looked, the furthest behind first',
    choices: { accounts: ['one'], account_id: [ONE] },
    row: { Account: 'one', Owner: 'payments', Region: 'eu-north-1', 'Last look': 0, 'Read until': 2_500_000 },
  },
  {
    board: 'activity',
    panel: 'What happened, the newest first',
    row: {
      When: 4_900_000,
      Account: 'one',
      Owner: 'payments',
      'What happened': 'access_key_created',
      User: 'ana',
    },
  },
  {
    board: 'activity',
    panel: 'Open findings about events, the most urgent first',
    row: {
      Severity: '2 warning',
      Finding: 'MFA removed',
      Account: 'one',
      Owner: 'payments',
      User: 'ana',
      When: 3_200_000,
    },
  },
  {
    board: 'activity',
    panel: 'Keys, passwords, MFA and trails by account, the newest first',
    row: {
      Account: 'one',
      Owner: 'payments',
      'Key made': 4_900_000,
      Activated: 2_600_000,
      Deactivated: 2_700_000,
      Deleted: 2_800_000,
      'Password set': 2_900_000,
      'MFA removed': 3_000_000,
      'Trail stopped': 3_100_000,
    },
  },
];
