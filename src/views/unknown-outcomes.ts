/** What nobody knows of the chosen accounts and checks: neither a finding nor a pass. */
import { isOfSeverity, isWanted, type Selection } from '../config/filters.ts';
import { chosenAccounts } from './chosen-accounts.ts';
import type { Held } from './held.ts';
import type { Turns } from './turns.ts';

/** How many. They are counted by account and check, so that a filter of users takes none away. */
export async function unknownOutcomes(held: Pick<Held, 'world'>, selection: Selection, turns: Turns): Promise<number> {
  let unknown = 0;
  for (const { counts } of await chosenAccounts(held, selection, turns)) {
    for (const { check, severity, findings } of counts) {
      if (findings.unknown === 0 || !isOfSeverity(severity, selection)) continue;
      if (turns.isOver()) await turns.next();
      if (isWanted(selection.checks, check)) unknown += findings.unknown;
    }
  }
  return unknown;
}
