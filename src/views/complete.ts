import type { Selection } from '../config/filters.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { accountRows } from './accounts.ts';
import type { Held } from './held.ts';
import type { Turns } from './turns.ts';
import { unknownOutcomes } from './unknown-outcomes.ts';

/**
 * Whether the exporter has read all that it is to read, to the end, and knows every outcome of the chosen accounts and checks: then there is no
 * more than it holds.
 */
export async function isComplete(
  held: Pick<Held, 'world' | 'moment' | 'state'>,
  selection: Selection,
  turns: Turns,
): Promise<boolean> {
  const { world, moment, state } = held;
  const { accounts, faults } = world.assessment;
  return (
    moment !== undefined &&
    faults.length === 0 &&
    state.membersKnown &&
    state.facts.every(({ up }) => up === true) &&
    accountRows(held).every(({ judged }) => judged !== undefined) &&
    accounts.every(({ facts }) => {
      const { skippedRowCount, unreadableCells } = reportOf(facts);
      return skippedRowCount === 0 && Object.keys(unreadableCells).length === 0;
    }) &&
    (await unknownOutcomes(held, selection, turns)) === 0
  );
}
