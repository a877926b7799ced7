import { idleSince } from '../checks/idle.ts';
import type { LastUsed } from '../model/facts/credential-report.ts';
import { type UnixSeconds, wholeDaysBetween } from '../model/time.ts';
import type { UserSubject } from './world.ts';

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

/**
 * What the checks compare with their limit, so counted up to the report: a later use of a credential is in no report yet.
 * undefined where AWS left a moment out.
 */
export function idleDays(
  lastUsed: LastUsed | undefined,
  lastChanged: UnixSeconds | undefined,
  facts: UserSubject['facts'],
): number | undefined {
  const { days, certain } = idleSince(lastUsed, lastChanged, facts['credential-report'].asOf);
  return certain ? days : undefined;
}

export function neverUsed(lastUsed: LastUsed | undefined): number | undefined {
  return lastUsed === undefined ? undefined : Number(lastUsed === 'never');
}
