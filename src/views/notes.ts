import { hint, type Selection, unmatched, type Wanted } from '../config/filters.ts';
import { type AccountFacts, reportOf } from '../model/facts/account-facts.ts';
import { accountRows } from './accounts.ts';
import { type Held, namesUsers } from './held.ts';
import { nextTurn, ROWS_PER_TURN } from './turns.ts';
import { namesOf } from './user-places.ts';

/** Why there are fewer rows than users. */
export const NOT_NAMED = 'The exporter names no users: findings about them are only counted.';

/** Values of filters that choose nothing: sentences. Which users there are stays unsaid where the reader may not know. */
export async function unmatchedNotes(held: Held, { accounts, owners, users }: Selection): Promise<string[]> {
  const rows = accountRows(held);
  const names = rows.map(({ name }) => name);
  const ids = rows.map(({ accountId = '' }) => accountId);
  const facts = rows.flatMap(({ judged }) => judged?.assessment.facts ?? []);
  const knownOwners = facts.map(({ account }) => account.owner);
  const nobody = namesUsers(held) ? await matchingNobody(users, facts) : [];
  return [
    ...unmatched(accounts, [...names, ...ids]).map(({ text }) => `There is no account ${text}${hint(text, names)}`),
    ...unmatched(owners, knownOwners).map(({ text }) => `No account has the owner ${text}${hint(text, knownOwners)}`),
    ...nobody.map(({ text }) => `No report has a user ${text}${hint(text, [])}`),
  ].map((note) => (/[.?]$/.test(note) ? note : `${note}.`));
}

async function matchingNobody(wanted: readonly Wanted[], accounts: readonly AccountFacts[]): Promise<Wanted[]> {
  const unseen = new Set(wanted);
  for (const facts of accounts) {
    if (unseen.size === 0) break;
    for (const [place, name] of namesOf(reportOf(facts).users).entries()) {
      if (place % ROWS_PER_TURN === 0) await nextTurn();
      for (const each of unseen) if (each.test(name)) unseen.delete(each);
    }
  }
  return [...unseen];
}
