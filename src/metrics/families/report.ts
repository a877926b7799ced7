import { type AccountFacts, reportOf } from '../../model/facts/account-facts.ts';
import type { Family, Level } from '../family.ts';
import type { World } from '../world.ts';

/** About the report of one account. */
export const reportFamilies: readonly Family<AccountFacts>[] = [
  {
    name: 'aws_iam_account_info',
    type: 'gauge',
    help: 'Always 1. Its labels say where the report of the account comes from, and who owns the account.',
    labels: ['account_name', 'partition', 'source', 'owner'],
    absent: 'until the first report of the account',
    example: 'sum by (owner) (aws_iam_account_info)',
    read: (facts) => {
      const { name, source, owner } = facts.account;
      return [{ labels: [name, reportOf(facts).partition, source, owner], value: 1 }];
    },
  },
  {
    name: 'aws_iam_credential_report_generated_timestamp_seconds',
    type: 'gauge',
    help: 'When AWS generated the report, in Unix seconds. All values in the report are of this moment.',
    labels: ['account_name'],
    absent: 'until the first report of the account',
    example: 'time() - aws_iam_credential_report_generated_timestamp_seconds',
    read: ({ account, facts }) => [{ labels: [account.name], value: facts['credential-report'].asOf }],
  },
  {
    name: 'aws_iam_credential_report_refresh_interval_seconds',
    type: 'gauge',
    help: 'How old the report may get before a new one is due, in seconds.',
    labels: ['account_name'],
    absent: 'until the first report of the account',
    example:
      'time() - aws_iam_credential_report_generated_timestamp_seconds > 2 * aws_iam_credential_report_refresh_interval_seconds',
    read: ({ account, refreshInterval }) => [{ labels: [account.name], value: refreshInterval }],
  },
  {
    name: 'aws_iam_credential_report_users',
    type: 'gauge',
    help: 'Users in the report, root included.',
    labels: ['account_name'],
    absent: 'until the first report of the account',
    example: 'sum(aws_iam_credential_report_users)',
    read: (facts) => [{ labels: [facts.account.name], value: reportOf(facts).users.length }],
  },
  {
    name: 'aws_iam_credential_report_skipped_rows',
    type: 'gauge',
    help: 'Rows of the report that the exporter could not read. Their users have no metrics. The log names the lines.',
    labels: ['account_name'],
    absent: 'until the first report of the account',
    example: 'aws_iam_credential_report_skipped_rows > 0',
    read: (facts) => [{ labels: [facts.account.name], value: reportOf(facts).skippedRowCount }],
  },
];

export const reportLevel: Level<World, AccountFacts> = {
  name: 'report',
  introduction: 'One series per account: where its report comes from, how old it is, and what it holds.',
  labels: [{ name: 'account_id', of: (facts) => reportOf(facts).accountId }],
  families: reportFamilies,
  select: ({ assessment }) => assessment.accounts.map(({ facts }) => facts),
};
