import { hint, type Selection, type Wanted } from '../config/filters.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { accountRows } from './accounts.ts';
import { type Held, namesUsers } from './held.ts';
import type { Turns } from './turns.ts';
import { namesOf } from './user-places.ts';

/** Why there are fewer rows than users. */
export const NOT_NAMED = 'The exporter names no users: findings about them are only counted.';

/** Who mistypes a name mistypes no more of them, */
const MOST_HINTS = 5;
/** and a text that is longer than any name of AWS is like none. */
const LONGEST_NAME = 64;

/** Values of filters that choose nothing: sentences. Which users there are stays unsaid where the reader may not know. */
export async function unmatchedNotes(
  held: Held,
  { accounts, owners, users }: Selection,
  turns: Turns,
): Promise<string[]> {
  const rows = accountRows(held);
  const facts = rows.flatMap(({ judged }) => judged?.assessment.facts ?? []);
  const names = rows.map(({ name }) => name);
  const ids = rows.map(({ accountId = '' }) => accountId);
  const knownOwners = [...new Set(facts.map(({ account }) => account.owner))];
  const reports = namesUsers(held) ? facts.map((of) => namesOf(reportOf(of).users)) : undefined;
  const nobody = reports === undefined ? [] : await matchingNone(users, reports, turns);
  const notes = [
    ...(await notesOf(await matchingNone(accounts, [names, ids], turns), 'There is no account', names, turns)),
    ...(await notesOf(
      await matchingNone(owners, [knownOwners], turns),
      'No account has the owner',
      knownOwners,
      turns,
    )),
    ...(await notesOf(nobody, 'No report has a user', [], turns)),
  ];
  return notes.map((note) => (/[.?]$/.test(note) ? note : `${note}.`));
}

/** A hint compares the value with each known name. */
async function notesOf(
  wanted: readonly Wanted[],
  words: string,
  known: readonly string[],
  turns: Turns,
): Promise<string[]> {
  const notes: string[] = [];
  for (const [index, { text }] of wanted.entries()) {
    if (turns.isOver()) await turns.next();
    const isLikeAny = index < MOST_HINTS && text.length <= LONGEST_NAME;
    notes.push(`${words} ${text}${hint(text, isLikeAny ? known : [])}`);
  }
  return notes;
}

async function matchingNone(
  wanted: readonly Wanted[],
  lists: readonly (readonly string[])[],
  turns: Turns,
): Promise<Wanted[]> {
  const unseen = new Set(wanted);
  for (const names of lists) {
    if (unseen.size === 0) break;
    for (const name of names) {
      if (turns.isOver()) await turns.next();
      for (const each of unseen) if (each.test(name)) unseen.delete(each);
    }
  }
  return [...unseen];
}
