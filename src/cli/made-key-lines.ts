/** The keys that somebody made or activated with a key, as they are now, in lines for people. */
import type { KeyOwner } from '../model/key-owner.ts';
import type { MadeKeys } from '../model/made-keys.ts';
import type { UnixSeconds } from '../model/time.ts';
import { type Line, labelled } from './key-activity-lines.ts';
import { keyText, ownerText, useText } from './whose-words.ts';

export function madeKeyLines(made: MadeKeys | undefined, now: UnixSeconds): readonly Line[] {
  return labelled('Made keys', made?.owners.map((owner) => `${owner.key.id}: ${textOf(owner, now)}`) ?? []);
}

/** In which account it is, the line above says that has its creation. */
function textOf(owner: KeyOwner, now: UnixSeconds): string {
  if (owner.is !== 'user-key') return ownerText(owner);
  const { user, known, lastUsed } = owner;
  return `of the user ${user}, ${known === undefined ? useText(lastUsed, now) : keyText(known, now)}`;
}
