import { type CheckCount, FINDING_STATUSES } from '../../model/finding.ts';
import type { Family, Level } from '../family.ts';
import type { World } from '../world.ts';

/** What one check came to in one account. */
const checkCountFamilies: readonly Family<CheckCount>[] = [
  {
    name: 'aws_iam_check_findings',
    type: 'gauge',
    help: 'Findings of a check in an account. status open: raised. status exempt: an exemption covers it. status unknown: the exporter lacks a value, a column, the row of root or a fact that the check needs.',
    labels: ['status'],
    absent:
      'for a check that is enabled for no user of the account, until the first report of the account, until the first answer about a fact that the check needs, and for additional-credentials while AWS does not give its column',
    example: 'sum by (owner, check) (max by (account_id, owner, check) (aws_iam_check_findings{status="open"}))',
    read: ({ findings }) => FINDING_STATUSES.map((status) => ({ labels: [status], value: findings[status] })),
  },
];

export const checkCountLevel: Level<World, CheckCount> = {
  name: 'check count',
  introduction:
    'Three series per account and enabled check, one of each `status`. They start at 0 with the first report, or with the fact that the check needs.',
  labels: [
    { name: 'account_id', of: ({ accountId }) => accountId },
    { name: 'account_name', of: ({ accountName }) => accountName },
    { name: 'owner', of: ({ owner }) => owner },
    { name: 'check', of: ({ check }) => check },
    { name: 'severity', of: ({ severity }) => severity },
  ],
  families: checkCountFamilies,
  select: ({ assessment }) => assessment.accounts.flatMap(({ counts }) => counts),
};
