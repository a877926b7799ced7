import { type Check, newestCisControl } from '../../checks/check.ts';
import { enabledChecks } from '../../checks/enabled-checks.ts';
import { type CheckPolicy, checkPolicy } from '../../checks/policy.ts';
import { limitOf } from '../../checks/settings.ts';
import type { Family, Level } from '../family.ts';
import type { World } from '../world.ts';

/** A check that is enabled for anybody, and what the policy says of it for everybody. */
export interface EnabledCheck {
  readonly check: Check;
  readonly policy: CheckPolicy;
}

const checkFamilies: readonly Family<EnabledCheck>[] = [
  {
    name: 'aws_iam_check_info',
    type: 'gauge',
    help: 'Always 1. Says by its labels what the check is called and which controls it is; cis is the number in the newest benchmark that has it.',
    labels: ['title', 'severity', 'cis', 'securityhub'],
    absent: 'for a check that is not enabled',
    example: 'aws_iam_finding * on (check) group_left (title) max by (check, title) (aws_iam_check_info)',
    read: ({ check, policy }) => [
      {
        labels: [check.title, policy.severity, newestCisControl(check) ?? '', check.securityHub ?? ''],
        value: 1,
      },
    ],
  },
  {
    name: 'aws_iam_check_threshold_days',
    type: 'gauge',
    help: 'Limit of a check by age, in days, as the policy has it for everybody; overrides may set another for some.',
    labels: [],
    absent: 'for checks without a limit in days, and those that are not enabled',
    example: 'aws_iam_check_threshold_days{check="access-key-not-rotated"}',
    read: ({ check, policy }) => limitOf(check, policy.values),
  },
];

export const checkLevel: Level<World, EnabledCheck> = {
  name: 'check',
  introduction: 'One series per check that is enabled for anybody.',
  labels: [{ name: 'check', of: ({ check }) => check.id }],
  families: checkFamilies,
  select: ({ policy }) => enabledChecks(policy).map((check) => ({ check, policy: checkPolicy(policy, check.id) })),
};
