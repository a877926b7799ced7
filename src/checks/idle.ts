import type { LastUsed } from '../model/facts/credential-report.ts';
import { type UnixSeconds, wholeDaysBetween } from '../model/time.ts';
import type { Outcome } from './check.ts';

/** How long a credential has lain idle. */
export interface Idle {
  /** Whole days; undefined where nothing is known. */
  readonly days: number | undefined;
  /** false: AWS left a moment out, so it may be fewer days. */
  readonly certain: boolean;
}

/**
 * Counts from the latest of last used and last changed or rotated, so that a credential that came into use again yesterday is not
 * held to a use of two years ago. One never used has been idle since it was made.
 */
export function idleSince(
  lastUsed: LastUsed | undefined,
  lastChanged: UnixSeconds | undefined,
  now: UnixSeconds,
): Idle {
  const used = lastUsed === 'never' ? undefined : lastUsed;
  const certain = lastUsed !== undefined && lastChanged !== undefined;
  if (used === undefined && lastChanged === undefined) return { days: undefined, certain: false };
  return { days: wholeDaysBetween(Math.max(used ?? 0, lastChanged ?? 0), now), certain };
}

/** Idle for `limit` days or more, as far as can be told: what is known to be recent enough passes all the same. */
export function judgeIdle({ days, certain }: Idle, limit: number): Outcome {
  if (days === undefined) return { status: 'unknown' };
  if (days < limit) return { status: 'pass', days };
  return certain ? { status: 'open', days } : { status: 'unknown' };
}
