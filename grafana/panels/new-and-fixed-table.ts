import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { HELD_FINDING } from '../../alerts/held.ts';
import { CHOSEN_ACCOUNTS, labelled, ofChosenAccounts, READ } from '../promql.ts';
import { FINDING } from '../rank.ts';
import { byPattern } from '../thresholds.ts';
import { NEEDS_RULES } from '../recorded-trends.ts';
import { AS_OF, atStart } from '../when.ts';
import { type Rows, top } from './rows.ts';
import { table } from './table.ts';

/** As the rules hold them, at both ends. */
const found = (when: string) => `group by (${FINDING}) (${HELD_FINDING}{${CHOSEN_ACCOUNTS}}${when})`;
const open = found(AS_OF);
const before = found(' offset $__range');
const accountsBefore = `group by (account_id) (${atStart('aws_iam_account_info', CHOSEN_ACCOUNTS)})`;
const byOwner = (found: string) => `sum by (owner) (${ofChosenAccounts(`(count by (account_id) (${found}))`)})`;
/** In an account that was there before, and still is: one that is new has opened nothing. */
const openOfThese = `${open} and on (account_id) ${accountsBefore}`;
const opened = byOwner(`${openOfThese} unless on (${FINDING}) ${before}`);
const ended = byOwner(`${before} unless on (${FINDING}) ${open}`);
/** Of accounts that were read at both ends. */
const owners = `sum by (owner) (${ofChosenAccounts(`(0 * ${accountsBefore})`)})`;

/** A number with its sign, and 0 without one. */
function signed(sign: '+' | '-', label: string, expr: string): string {
  const some = `label_replace(count_values by (owner) ("${label}", ${expr}), "${label}", "${sign}$1", "${label}", "(.+)")`;
  return `(${some} or on (owner) ${labelled(owners, label, '0')})`;
}

/** By name: to rank them would cost as much as all the rest. */
const rows: Rows = { identity: 'owner', all: `${owners} and on () (group(${open}) or group(${before}))` };

/** Who gets better, and who only looks like it because as much is found as is fixed. */
export function newAndFixedTable(width: number, height: number): Panel {
  return table({
    title: 'New and fixed over the time range',
    description: `Findings of each owner that are open now and were not at the start of the time range, and the other way round: fixed, exempt, or gone with their user. Counts only accounts that were read at both ends, and not what opened and ended in between. ${NEEDS_RULES}`,
    queries: {
      A: `${top(rows)} * on (owner) group_left (opened) ${signed('+', 'opened', opened)}`,
      B: signed('-', 'ended', ended),
    },
    onlyRowsOfA: true,
    columns: [
      { field: 'owner', title: 'Owner', minWidth: 130 },
      { field: 'opened', title: 'New', width: 80, mappings: byPattern(['/^[+]/', 'warning']) },
      { field: 'ended', title: 'Fixed', width: 80, mappings: byPattern(['/^-/', 'ok']) },
      { field: 'Value #A', title: 'Rows', hidden: true },
    ],
    sort: [{ field: 'owner' }],
    inWords: [
      {
        text: 'no finding at either end, or nothing names them: metrics.perUser is false, or the recording rules are missing',
        where: `${READ} and on () group(${atStart('aws_iam_account_info', CHOSEN_ACCOUNTS)})`,
      },
      { text: 'no history that far back', where: READ },
    ],
    noData: 'no data: nothing was read',
    width,
    height,
  });
}
