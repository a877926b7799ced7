/** Events of CloudTrail in a few words. */
import type { ActivityEvent } from '../model/activity-event.ts';

/** `iam` for `iam.amazonaws.com`. */
export function serviceOf({ service }: ActivityEvent): string {
  return service.replace(/\.amazonaws\.com(?:\.cn)?$/, '');
}

/** `aws-cli/2.30.1` for all that the AWS CLI says of itself. */
export function programOf({ agent }: ActivityEvent): string | undefined {
  return agent?.split(' ')[0]?.slice(0, LONGEST_PROGRAM);
}

const LONGEST_PROGRAM = 30;

export function targetsOf({ targets }: ActivityEvent): string {
  return targets.map(({ kind, name }) => `${kind}:${name}`).join(' ');
}
