/** Which of several keys is to be dealt with first, in a table above the paragraphs of `whose`. */
import { userQuarantined } from '../checks/catalogue/user-quarantined.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import { type UnixSeconds, wholeDaysBetween } from '../model/time.ts';
import { lastUseCells } from './last-use-cells.ts';
import { isQuarantined } from './permission-lines.ts';
import { type Cell, table } from './table.ts';
import type { KeyAnswer } from './whose-fields.ts';

const HEAD = ['KEY ID', 'ACCOUNT', 'USER', 'STATUS', 'DAYS OLD', 'LAST USED', 'FOR', 'NEXT STEP'];

/** The most urgent first. */
export function urgencyTable(answers: readonly KeyAnswer[], now: UnixSeconds): string {
  const byUrgency = answers.toSorted(
    (one, other) => placeOf(one) - placeOf(other) || lastUseOf(other.owner) - lastUseOf(one.owner),
  );
  return table([HEAD, ...byUrgency.map((answer) => cells(answer, now))]);
}

/** The groups in their order, the most urgent first, in the words of docs/whose.md. Within one, the key that was used last is first. */
const GROUPS = [
  ['quarantined', 'active keys of users on whom AWS has put its quarantine: AWS has found a key of the user in public'],
  ['root', 'keys of root, of which AWS does not say whether they are active'],
  ['active', 'other active keys, and keys of users of which the exporter may not know whether they are active'],
  ['elsewhere', 'keys of sessions, keys of foreign accounts, and keys that could not be looked up'],
  ['inactive', 'inactive keys'],
  ['gone', 'keys that are gone'],
] as const;
type Group = (typeof GROUPS)[number][0];

/** As docs/whose.md lists them. */
export const URGENCY_WORDS: readonly string[] = GROUPS.map(([, words]) => words);

function placeOf(answer: KeyAnswer): number {
  const group = groupOf(answer);
  return GROUPS.findIndex(([name]) => name === group);
}

function groupOf(answer: KeyAnswer): Group {
  const { owner } = answer;
  switch (owner.is) {
    case 'user-key':
      if (owner.known?.status === 'Inactive') return 'inactive';
      return isOfQuarantinedUser(answer) ? 'quarantined' : 'active';
    case 'root-key':
      return 'root';
    case 'session-key':
    case 'foreign-key':
    case 'not-known':
      return 'elsewhere';
    case 'no-key':
      return 'gone';
  }
}

function lastUseOf(owner: KeyOwner): UnixSeconds {
  if (!('lastUsed' in owner)) return 0;
  return owner.lastUsed === 'never' ? 0 : owner.lastUsed.at;
}

function isOfQuarantinedUser({ permissions, findings = [] }: KeyAnswer): boolean {
  const isSeen = permissions !== undefined && permissions !== 'gone' && isQuarantined(permissions) === true;
  return isSeen || findings.some(({ check }) => check === userQuarantined.id);
}

function cells(answer: KeyAnswer, now: UnixSeconds): readonly Cell[] {
  const { owner, next, containment } = answer;
  const known = owner.is === 'user-key' ? owner.known : undefined;
  return [
    owner.key.id,
    accountOf(owner),
    owner.is === 'user-key' ? owner.user : owner.is === 'root-key' ? 'root' : '',
    `${STATUS[owner.is] ?? known?.status.toLowerCase() ?? 'not known'}${isOfQuarantinedUser(answer) ? ', quarantined' : ''}`,
    known && wholeDaysBetween(known.created, now),
    ...('lastUsed' in owner ? lastUseCells(owner.lastUsed) : ['', '']),
    next?.title ?? containment?.[0]?.title,
  ];
}

function accountOf(owner: KeyOwner): string | undefined {
  if ('account' in owner) return owner.account.name;
  return 'accountId' in owner ? owner.accountId : undefined;
}

/** Where there is none that could be active, or AWS does not say. */
const STATUS: Readonly<Partial<Record<KeyOwner['is'], string>>> = {
  'session-key': 'of a session',
  'foreign-key': 'foreign',
  'no-key': 'gone',
};
