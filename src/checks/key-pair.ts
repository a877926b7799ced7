import type { AccessKey, User } from '../model/credential-report.ts';
import type { UnixSeconds } from '../model/time.ts';

/** Two active access keys of one user, by age: slots follow the key's id, not its age. */
export interface KeyPair {
  readonly older: AccessKey;
  readonly newerSince: UnixSeconds;
  /** Whether the older one was used after the newer one was made; undefined: the report does not say. */
  readonly olderStillUsed: boolean | undefined;
}

/** undefined: the user has not two active keys. unknown: the report does not say which is the older one. */
export function activeKeyPair({ accessKeys }: User): KeyPair | 'unknown' | undefined {
  const [one, other] = accessKeys.filter(({ active }) => active);
  if (one === undefined || other === undefined) return undefined;
  if (one.lastRotated === undefined || other.lastRotated === undefined) return 'unknown';
  const oneIsOlder = one.lastRotated <= other.lastRotated;
  const older = oneIsOlder ? one : other;
  const newerSince = oneIsOlder ? other.lastRotated : one.lastRotated;
  const { lastUsed } = older;
  const olderStillUsed = lastUsed === undefined ? undefined : lastUsed !== 'never' && lastUsed > newerSince;
  return { older, newerSince, olderStillUsed };
}
