import { shortNumbers } from '../checks/controls.ts';
import type { ControlNumbers } from '../checks/check.ts';
import { isoTime, type UnixSeconds } from '../model/time.ts';
import type { OpenFinding } from './account-summary.ts';

export function controlName(control: ControlNumbers): string {
  return shortNumbers(control).join(', ');
}

/** `2026-11-22 08:00 UTC`: manifest.json has it to the second. */
export function minute(time: UnixSeconds): string {
  return isoTime(time).replace(/^(.*)T(\d\d:\d\d).*$/, '$1 $2 UTC');
}

/** What a finding says besides its check: `access key 1, 120 days, limit 90`. */
export function findingDetails({ key, age, since }: OpenFinding): string {
  return [
    ...(key === undefined ? [] : [`access key ${key}`]),
    ...(age === undefined ? [] : [`${age.days} days, limit ${age.limit}`]),
    ...(since === undefined ? [] : [`event of ${minute(since)}`]),
  ].join(', ');
}
