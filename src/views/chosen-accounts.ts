import { isChosen, type Selection } from '../config/filters.ts';
import type { AccountAssessment } from '../model/assessment.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { Held } from './held.ts';
import type { Turns } from './turns.ts';

/** Thousands of accounts may each be compared with patterns, which takes turns. */
export async function chosenAccounts(
  { world }: Pick<Held, 'world'>,
  selection: Pick<Selection, 'accounts' | 'owners'>,
  turns: Turns,
): Promise<ReadonlySet<AccountAssessment>> {
  const chosen = new Set<AccountAssessment>();
  for (const account of world.assessment.accounts) {
    if (turns.isOver()) await turns.next();
    if (isChosen(account.facts.account, reportOf(account.facts).accountId, selection)) chosen.add(account);
  }
  return chosen;
}
