import type { UnixSeconds } from '../time.ts';

/**
 * Whether a fact is too old: older than twice the interval after which a new one is due. The alert on stale reports has the same rule.
 *
 * @param interval seconds.
 */
export function isStale(asOf: UnixSeconds, interval: number, now: UnixSeconds): boolean {
  return now - asOf > 2 * interval;
}
