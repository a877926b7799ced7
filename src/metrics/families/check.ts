import { type Check, newestCisControl } from '../../checks/check.ts';
import { limitOf } from '../../checks/evaluate-policy.ts';
import type { CheckPolicy } from '../../checks/policy.ts';
import type { Family } from '../family.ts';

/** A check that is enabled, and how the policy holds it. */
export interface HeldCheck {
  readonly check: Check;
  readonly policy: CheckPolicy;
}

export const checkFamilies: readonly Family<HeldCheck>[] = [
  {
    name: 'aws_iam_check_info',
    type: 'gauge',
    help: 'Always 1. Its labels are the title and the severity of the check and the numbers of its controls. cis is the number in the newest benchmark that has the control.',
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
    help: 'Checks by age: the limit of the policy, in days. An override can set another limit for some users.',
    labels: [],
    absent: 'for checks without a limit in days, and for checks that are not enabled',
    example: 'aws_iam_check_threshold_days{check="access-key-not-rotated"}',
    read: ({ check, policy }) => limitOf(check, policy.parameters),
  },
];
