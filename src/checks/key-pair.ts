import type { AccessKey, User } from '../model/facts/credential-report.ts';
import { type UnixSeconds, wholeDaysBetween } from '../model/time.ts';
import { type Outcome, PASS, UNKNOWN } from './check.ts';

/**
 * What the two active keys of a user come to, once the newer one is older than `graceDays`. The finding is about the older one. A user
 * without a second active key passes: that is what the control asks for.
 *
 * @param open whether the older one has to be still in use for a finding, or no longer.
 */
export function judgeKeyPair(
  user: User,
  open: 'still used' | 'no longer used',
  graceDays: number,
  reportTime: UnixSeconds,
): readonly Outcome[] {
  const pair = activeKeyPair(user);
  if (pair === undefined) return [PASS];
  if (pair === 'unknown') return [UNKNOWN];
  const credential = pair.older.slot;
  const days = wholeDaysBetween(pair.newerSince, reportTime);
  if (days <= graceDays) return [{ credential, status: 'pass', days }];
  if (pair.olderStillUsed === undefined) return [{ credential, status: 'unknown' }];
  return [{ credential, status: pair.olderStillUsed === (open === 'still used') ? 'open' : 'pass', days }];
}

/** Two active access keys of one user, by age: slots follow the key's id, not its age. */
interface KeyPair {
  readonly older: AccessKey;
  readonly newerSince: UnixSeconds;
  /** Whether the older one was used after the newer one was made; undefined: the report does not say. */
  readonly olderStillUsed: boolean | undefined;
}

/** undefined: the user has not two active keys. unknown: the report does not say which is the older one. */
function activeKeyPair({ accessKeys }: User): KeyPair | 'unknown' | undefined {
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
