import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { LAST_READ } from '../../alerts/account-states.ts';
import { HELD_FINDING, UNNAMED } from '../../alerts/held.ts';
import { CHOSEN_ACCOUNTS, labelled, ofChosenAccounts, READ } from '../promql.ts';
import { FINDING } from '../rank.ts';
import { byPattern } from '../thresholds.ts';
import { NEEDS_RULES } from '../recorded-trends.ts';
import { AS_OF, atStart } from '../when.ts';
import { type Rows, top } from './rows.ts';
import { table } from './table.ts';

/** As the rules hold them, at both ends. */
const held = (when: string) => `${HELD_FINDING}{${CHOSEN_ACCOUNTS}}${when}`;
const open = held(AS_OF);
const before = held(' offset $__range');
const accountsBefore = `group by (account_id) (${atStart('aws_iam_account_info', CHOSEN_ACCOUNTS)})`;
const knownToRules = (when: string) => `group by (account_id) (${LAST_READ}${when})`;
/**
 * Accounts that were read at both ends, while the rules were there: one that is new has opened nothing, and without the rules nobody
 * held what was open.
 */
const accountsAtBothEnds = `(${accountsBefore} and on (account_id) ${knownToRules(' offset $__range')} and on (account_id) ${knownToRules(AS_OF)})`;
const byOwner = (found: string) =>
  `sum by (owner) (${ofChosenAccounts(`(count by (account_id) (group by (${FINDING}) (${found})))`)})`;
/** Collapsed afterwards, as what is left is little. */
const without = (some: string, others: string) =>
  byOwner(`${some} unless on (${FINDING}) ${others} and on (account_id) ${accountsAtBothEnds}`);
const ownersOf = (accounts: string) => `sum by (owner) (${ofChosenAccounts(`(0 * ${accounts})`)})`;
/** Where no series names a finding, nobody knows which are new. */
const named = `(${accountsAtBothEnds} unless on (account_id) (max by (account_id) (${UNNAMED}${AS_OF}) > 0))`;

/** A number with its sign, and 0 without one. */
function signed(sign: '+' | '-', label: string, expr: string): string {
  const some = `label_replace(count_values by (owner) ("${label}", ${expr}), "${label}", "${sign}$1", "${label}", "(.+)")`;
  return `(${some} or on (owner) ${labelled(ownersOf(accountsAtBothEnds), label, '0')})`;
}

/** By name: to rank them would cost as much as all the rest. */
const rows: Rows = { identity: 'owner', all: ownersOf(named) };

/** Who gets better, and who only looks like it because as much is found as is fixed. */
export function newAndFixedTable(width: number, height: number): Panel {
  return table({
    title: 'New and fixed over the time range',
    description: `Findings of each owner that are open now and were not at the start of the time range, and the other way round: fixed, exempt, or gone with their user. Counts only accounts that were read at both ends, and not what opened and ended in between. The variable Rows says how many owners are shown. ${NEEDS_RULES}`,
    queries: {
      A: `${top(rows)} * on (owner) group_left (opened) ${signed('+', 'opened', without(open, before))}`,
      B: signed('-', 'ended', without(before, open)),
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
        text: 'the metrics name no user: metrics.perUser is false',
        where: `${READ} and on () group(${accountsAtBothEnds})`,
      },
      {
        text: 'no finding is known at both ends: the recording rules are missing, or were at the start of the time range',
        where: `${READ} and on () group(${accountsBefore})`,
      },
      { text: 'no history that far back', where: READ },
    ],
    noData: 'no data: nothing was read',
    width,
    height,
  });
}
