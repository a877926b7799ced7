import { shortNumbers } from '../checks/controls.ts';
import type { ControlNumbers } from '../checks/check.ts';
import { minuteOf } from '../model/time.ts';
import type { OpenFinding } from './account-summary.ts';

export function controlName(control: ControlNumbers): string {
  return shortNumbers(control).join(', ');
}

/** What a finding says besides its check: `access key 1, 120 days, limit 90`. */
export function findingDetails({ key, age, since }: OpenFinding): string {
  return [
    ...(key === undefined ? [] : [`access key ${key}`]),
    ...(age === undefined ? [] : [`${age.days} days, limit ${age.limit}`]),
    ...(since === undefined ? [] : [`event of ${minuteOf(since)}`]),
  ].join(', ');
}
