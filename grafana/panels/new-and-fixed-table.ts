import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_ACCOUNTS, collapse, labelled, ofChosenAccounts, READ } from '../promql.ts';
import { FINDING, findings } from '../rank.ts';
import { byPattern } from '../thresholds.ts';
import { atStart } from '../when.ts';
import { type Rows, top } from './rows.ts';
import { table } from './table.ts';

const open = findings();
const before = collapse(FINDING, atStart('aws_iam_finding', CHOSEN_ACCOUNTS));
const accountsBefore = `group by (account_id) (${atStart('aws_iam_account_info', CHOSEN_ACCOUNTS)})`;
const byOwner = (found: string) => `sum by (owner) (${ofChosenAccounts(`(count by (account_id) (${found}))`)})`;
/** In an account that was there before, and still is: one that is new has opened nothing. */
const openOfThese = `${open} and on (account_id) ${accountsBefore}`;
const opened = byOwner(`${openOfThese} unless on (${FINDING}) ${before}`);
const ended = byOwner(`${before} unless on (${FINDING}) ${open}`);
const owners = byOwner(`${openOfThese} or ${before}`);

/** A number with its sign, and 0 without one. */
function signed(sign: '+' | '-', label: string, expr: string): string {
  const some = `label_replace(count_values by (owner) ("${label}", ${expr}), "${label}", "${sign}$1", "${label}", "(.+)")`;
  return `(${some} or on (owner) ${labelled(`${owners} * 0`, label, '0')})`;
}

/** By name: to rank them would cost as much as all the rest. */
const rows: Rows = { identity: 'owner', all: `${owners} * 0` };

/** Who gets better, and who only looks like it because as much is found as is fixed. */
export function newAndFixedTable(width: number, height: number): Panel {
  const among = (expr: string) => `${expr} and on (owner) ${top(rows)}`;
  return table({
    title: 'New and fixed over the time range',
    description:
      'Findings of each owner that are open now and were not at the start of the time range, and the other way round: fixed, exempt, or gone with their user. Counts only accounts that were read at both ends, and not what opened and ended in between.',
    queries: {
      A: top(rows),
      B: among(signed('+', 'opened', opened)),
      C: among(signed('-', 'ended', ended)),
    },
    columns: [
      { field: 'owner', title: 'Owner', minWidth: 130 },
      { field: 'opened', title: 'New', width: 80, mappings: byPattern(['/^[+]/', 'warning']) },
      { field: 'ended', title: 'Fixed', width: 80, mappings: byPattern(['/^-/', 'ok']) },
      { field: 'Value #A', title: 'Rows', hidden: true },
    ],
    sort: [{ field: 'owner' }],
    inWords: [
      {
        text: 'no finding at either end, or the metrics name no user',
        where: `${READ} and on () group(${atStart('aws_iam_account_info', CHOSEN_ACCOUNTS)})`,
      },
      { text: 'no history that far back', where: READ },
    ],
    noData: 'no data: nothing was read',
    width,
    height,
  });
}
