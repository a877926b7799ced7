/** When what last happened: to root, and to the credentials of each account. */
import { BigValueTextMode } from '@grafana/grafana-foundation-sdk/common';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { EventKind } from '../../src/model/facts/activity.ts';
import { labelled, ofChosenAccounts, READ } from '../promql.ts';
import { inWords, NO_NUMBER } from '../thresholds.ts';
import { AGO } from '../units.ts';
import { lastEvents, noEvent, READ_UNTIL, WATCHED } from '../watch.ts';
import { ACCOUNT_COLUMN, OWNER_COLUMN } from './credential-columns.ts';
import { fillAll, type Rows, top } from './rows.ts';
import { stat } from './stat.ts';
import { type Column, table } from './table.ts';

const pattern = (kinds: readonly EventKind[]) => kinds.join('|');

const OF_ROOT: readonly { readonly title: string; readonly what: string; readonly kinds: readonly EventKind[] }[] = [
  { title: 'Last sign-in as root', what: 'signed in to the console as root', kinds: ['root_sign_in'] },
  {
    title: 'Last use of the API by root',
    what: 'called AWS as root, or got a session of root by central root access',
    kinds: ['root_api', 'root_session_assumed'],
  },
  {
    title: 'Last failed sign-in as root',
    what: 'tried to sign in as root, and could not',
    kinds: ['root_sign_in_failed'],
  },
  {
    title: 'Last new password for root',
    what: 'asked AWS for a new password for root, or set it',
    kinds: ['root_password_recovery_requested', 'root_password_recovery_completed'],
  },
];

/** 24 wide. */
export function rootEvents(): Panel[] {
  return OF_ROOT.map(({ title, what, kinds }) => {
    const newest = `topk(1, ${ofChosenAccounts(lastEvents('account_id', pattern(kinds)))})`;
    const otherwise = (which: keyof typeof NO_NUMBER, where: string) =>
      `or on () ${labelled(`${NO_NUMBER[which]} * ${where}`, 'account_name', 'chosen accounts')}`;
    return stat({
      title,
      description: `When somebody last ${what}, in the time range, and in which of the chosen accounts.`,
      expr: [
        `${newest} * 1000`,
        otherwise('none', `group(${READ_UNTIL})`),
        otherwise('unknown', `group(${WATCHED})`),
        otherwise('off', READ),
      ].join(' '),
      legend: '{{account_name}}',
      unit: AGO,
      mappings: [inWords({ none: 'none seen', unknown: 'not read yet', off: 'the watch is off' })],
      textMode: BigValueTextMode.ValueAndName,
      width: 6,
    });
  });
}

const COLUMNS: readonly { readonly title: string; readonly kinds: readonly EventKind[] }[] = [
  { title: 'Key made', kinds: ['access_key_created', 'access_key_created_for_other'] },
  { title: 'Activated', kinds: ['access_key_activated'] },
  { title: 'Deactivated', kinds: ['access_key_deactivated'] },
  { title: 'Deleted', kinds: ['access_key_deleted'] },
  { title: 'Password set', kinds: ['password_created', 'password_reset'] },
  { title: 'MFA removed', kinds: ['mfa_removed'] },
  { title: 'Trail stopped', kinds: ['trail_stopped'] },
];
const REF_IDS = 'BCDEFGH';

/** The account with the newest of them first. */
const changedRows: Rows = {
  identity: 'account_id',
  all: lastEvents('account_id', pattern(COLUMNS.flatMap(({ kinds }) => kinds))),
};

export function changesTable(title: string, height: number): Panel {
  const filled = COLUMNS.map(({ kinds }, index) => {
    const newest = `${lastEvents('account_id', pattern(kinds))} * 1000`;
    return [REF_IDS.charAt(index), fillAll(changedRows, newest)] as const;
  });
  return table({
    title,
    description:
      'When an access key was last made, activated, deactivated and deleted in each account, a password given or set anew, an MFA device removed, and a trail stopped or narrowed, in the time range. A dash: it was not seen. The variable Rows says how many accounts are shown.',
    queries: { A: ofChosenAccounts(top(changedRows)), ...Object.fromEntries(filled) },
    onlyRowsOfA: true,
    columns: [
      ACCOUNT_COLUMN,
      OWNER_COLUMN,
      ...COLUMNS.map((column, index): Column => ({
        field: `Value #${REF_IDS.charAt(index)}`,
        title: column.title,
        width: 116,
        unit: AGO,
      })),
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'account_name' }],
    inWords: noEvent('nothing of this happened'),
    noData: 'no data: nothing was read',
    height,
  });
}
