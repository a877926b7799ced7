import { matchingNoUser } from '../checks/match.ts';
import { hint, type Selection, unmatched } from '../config/filters.ts';
import { accountRows } from './accounts.ts';
import { type Held, namesUsers } from './held.ts';

/** Why there are fewer rows than users. */
export const NOT_NAMED = 'The exporter names no users: findings about them are only counted.';

/** Values of filters that choose nothing: sentences. Which users there are stays unsaid where the reader may not know. */
export function unmatchedNotes(held: Held, { accounts, owners, users }: Selection): string[] {
  const rows = accountRows(held);
  const names = rows.map(({ name }) => name);
  const ids = rows.map(({ accountId = '' }) => accountId);
  const facts = rows.flatMap(({ judged }) => judged?.assessment.facts ?? []);
  const knownOwners = facts.map(({ account }) => account.owner);
  return [
    ...unmatched(accounts, [...names, ...ids]).map(({ text }) => `There is no account ${text}${hint(text, names)}`),
    ...unmatched(owners, knownOwners).map(({ text }) => `No account has the owner ${text}${hint(text, knownOwners)}`),
    ...(namesUsers(held) ? matchingNoUser(users, facts) : []).map(
      ({ text }) => `No report has a user ${text}${hint(text, [])}`,
    ),
  ].map((note) => (/[.?]$/.test(note) ? note : `${note}.`));
}
