import { type CheckCount, FINDING_STATUSES } from '../../model/finding.ts';
import type { Family } from '../family.ts';

/** What one check came to in one account. */
export const checkCountFamilies: readonly Family<CheckCount>[] = [
  {
    name: 'aws_iam_check_findings',
    type: 'gauge',
    help: 'Findings of a check in an account. status open: raised. status exempt: an exemption covers it. status unknown: AWS did not give a value that the check needs.',
    labels: ['status'],
    absent: 'for a check that is enabled for no user of the account, and until the first report of the account',
    example: 'sum by (owner, check) (max by (account_id, owner, check) (aws_iam_check_findings{status="open"}))',
    read: ({ findings }) => FINDING_STATUSES.map((status) => ({ labels: [status], value: findings[status] })),
  },
];
