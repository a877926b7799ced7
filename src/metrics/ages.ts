import type { LastUsed } from '../model/facts/credential-report.ts';
import { type UnixSeconds, wholeDaysBetween } from '../model/time.ts';

export function ageInDays(since: UnixSeconds | undefined, now: UnixSeconds): number | undefined {
  return since === undefined ? undefined : wholeDaysBetween(since, now);
}

/** Something never used has been idle since it was made or changed. */
export function unusedDays(
  lastUsed: LastUsed | undefined,
  lastChanged: UnixSeconds | undefined,
  now: UnixSeconds,
): number | undefined {
  return ageInDays(lastUsed === 'never' ? lastChanged : lastUsed, now);
}

export function neverUsed(lastUsed: LastUsed | undefined): number | undefined {
  return lastUsed === undefined ? undefined : Number(lastUsed === 'never');
}
