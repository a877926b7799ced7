/** Events of CloudTrail in a few words. */
import type { ActivityEvent } from '../model/activity-event.ts';

/** `iam` for `iam.amazonaws.com`. */
export function serviceOf({ service }: ActivityEvent): string {
  return service.replace(/\.amazonaws\.com(?:\.cn)?$/, '');
}

export function targetsOf({ targets }: ActivityEvent): string {
  return targets.map(({ kind, name }) => `${kind}:${name}`).join(' ');
}
