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
    (one, other) => groupOf(one) - groupOf(other) || lastUseOf(other.owner) - lastUseOf(one.owner),
  );
  return table([HEAD, ...byUrgency.map((answer) => cells(answer, now))]);
}

/** Groups in the order in which docs/whose.md lists them. Within one, the key that was used last is first. */
function groupOf(answer: KeyAnswer): number {
  const { owner } = answer;
  switch (owner.is) {
    case 'user-key':
      if (owner.known?.status === 'Inactive') return 4;
      return isOfQuarantinedUser(answer) ? 0 : 2;
    case 'root-key':
      return 1;
    case 'session-key':
    case 'foreign-key':
    case 'not-known':
      return 3;
    case 'no-key':
      return 5;
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
