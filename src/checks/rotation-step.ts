/** Which step of its rotation comes next for an access key: a second key, everybody moves, the first one is deactivated, and later deleted. */
import type { UserAccessKey } from '../model/access-key.ts';
import type { Finding } from '../model/finding.ts';
import { accessKeyNotRotated } from './catalogue/access-key-not-rotated.ts';
import { accessKeyUnused } from './catalogue/access-key-unused.ts';
import { inactiveAccessKey } from './catalogue/inactive-access-key.ts';

export type RotationStep =
  /** No limit is passed. */
  | { readonly step: 'none' }
  /** Nobody uses it any more. */
  | { readonly step: 'deactivate' }
  /** It was deactivated so long ago that nobody misses it. */
  | { readonly step: 'delete' }
  /** It was deactivated a short time ago: somebody may miss it. */
  | { readonly step: 'wait' }
  | { readonly step: 'create-second' }
  /** Both slots are taken: the other key does not work any more, and is in the way of a second one. */
  | { readonly step: 'delete-other'; readonly other: UserAccessKey }
  /** The newer key is there, and some programs still use this one. */
  | { readonly step: 'move-programs'; readonly newer: UserAccessKey }
  /** The older one is still there. */
  | { readonly step: 'move-to-this'; readonly older: UserAccessKey }
  /** It is inactive and the newer one was never used: nobody has moved, and programs may stand still. */
  | { readonly step: 'nobody-moved'; readonly newer: UserAccessKey }
  /** It depends on something that is not known: when a key was last used, or what the report says. */
  | { readonly step: 'unknown' };

/** @param findings those about this key, open or exempt; undefined: the policy could not be applied to it. */
export function rotationStep(
  key: UserAccessKey,
  other: UserAccessKey | undefined,
  findings: readonly Pick<Finding, 'check'>[] | undefined,
): RotationStep {
  if (key.status === 'Active' && other?.status === 'Active') return stepOfPair(key, other);
  if (key.status !== 'Active' && other?.status === 'Active' && other.created > key.created) {
    if (other.lastUsed === undefined) return { step: 'unknown' };
    if (other.lastUsed === 'never') return { step: 'nobody-moved', newer: other };
  }
  if (key.status === 'Expired') return { step: 'delete' };
  if (findings === undefined) return { step: 'unknown' };
  const has = ({ id }: { readonly id: string }) => findings.some(({ check }) => check === id);
  if (key.status === 'Inactive') return { step: has(inactiveAccessKey) ? 'delete' : 'wait' };
  if (has(accessKeyUnused)) return { step: 'deactivate' };
  if (!has(accessKeyNotRotated)) return { step: 'none' };
  return other === undefined ? { step: 'create-second' } : { step: 'delete-other', other };
}

/** Both are active. */
function stepOfPair(key: UserAccessKey, other: UserAccessKey): RotationStep {
  if (key.created > other.created) return { step: 'move-to-this', older: other };
  if (key.lastUsed === undefined) return { step: 'unknown' };
  const isStillUsed = key.lastUsed !== 'never' && key.lastUsed.at > other.created;
  return isStillUsed ? { step: 'move-programs', newer: other } : { step: 'deactivate' };
}
