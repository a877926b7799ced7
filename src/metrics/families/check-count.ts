import { type CheckCount, FINDING_STATUSES } from '../../model/finding.ts';
import type { Family } from '../family.ts';

/** What one check came to in one account. */
export const checkCountFamilies: readonly Family<CheckCount>[] = [
  {
    name: 'aws_iam_check_findings',
    type: 'gauge',
    help: 'Findings of a check in an account. status open: raised; exempt: an exemption covers it; unknown: AWS did not give what it takes to tell.',
    labels: ['status'],
    absent: 'for a check that is enabled for nobody in the account, and until its first report',
    example: 'sum by (owner, check) (max by (account_id, owner, check) (aws_iam_check_findings{status="open"}))',
    read: ({ findings }) => FINDING_STATUSES.map((status) => ({ labels: [status], value: findings[status] })),
  },
];
