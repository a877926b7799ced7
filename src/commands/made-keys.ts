/** Follows the keys that somebody made or activated with a key that has leaked: whose they are, and whether they still work. */
import { type AccessKeyId, readAccessKeyId } from '../model/access-key-id.ts';
import type { KeyActivity } from '../model/key-activity.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import { keysItMade, type MadeKeys } from '../model/made-keys.ts';

/** Of each key that has leaked: a program of the intruder may have made hundreds. */
const MOST_FOLLOWED = 20;

/** Of each key of which it is known what was done with it. */
export async function readMadeKeys(
  activities: ReadonlyMap<KeyOwner, KeyActivity>,
  find: (key: AccessKeyId) => Promise<KeyOwner>,
): Promise<ReadonlyMap<KeyOwner, MadeKeys>> {
  const made = new Map<KeyOwner, MadeKeys>();
  for (const [owner, { left }] of activities) {
    if (left === undefined) continue;
    const others = keysItMade(left).filter((id) => id !== owner.key.id);
    const keys = others.flatMap((id) => readAccessKeyId(id) ?? []);
    const followed = keys.slice(0, MOST_FOLLOWED);
    made.set(owner, { owners: await Promise.all(followed.map(find)), more: keys.length - followed.length });
  }
  return made;
}
