/** A moment in Unix seconds: the unit of Prometheus, and as fine as AWS reports. */
export type UnixSeconds = number;

/** `2026-11-22T08:00:00.000Z` */
export function isoTime(time: UnixSeconds): string {
  return new Date(time * 1000).toISOString();
}

/** `2026-11-22 08:00 UTC`, for people. */
export function minuteOf(time: UnixSeconds): string {
  return `${isoTime(time).slice(0, 16).replace('T', ' ')} UTC`;
}

/** `2026-11-22`, in UTC. */
export function dayOf(time: UnixSeconds): string {
  return isoTime(time).slice(0, 10);
}

/** Durations are milliseconds. */
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

export const SECONDS_PER_DAY = 86_400;

/**
 * Whole days (floor) from `since` to `now`. Whole, because a value that stays equal between scrapes costs a time series
 * database almost nothing. A moment in the future, which two clocks that differ by seconds can produce, is 0 days ago.
 */
export function wholeDaysBetween(since: UnixSeconds, now: UnixSeconds): number {
  return Math.max(0, Math.floor((now - since) / SECONDS_PER_DAY));
}
