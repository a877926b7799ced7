import type { ExporterState } from '../../model/exporter-state.ts';
import type { Family } from '../family.ts';

/** Which accounts there are, and which exporter reads each: by them rules tell an account that left from one that nobody reads. */
export const membershipFamilies: readonly Family<ExporterState>[] = [
  {
    name: 'iam_credential_exporter_account_member',
    type: 'gauge',
    help: 'Always 1, for each account that the exporter or another shard of it reads. shard is the one that reads the account. account_id is empty while this exporter does not know the id.',
    labels: ['account_id', 'account_name', 'shard'],
    absent: 'for accounts that the exporter does not know of: iam_credential_exporter_members_known',
    example: 'count by (shard) (group by (account_name, shard) (iam_credential_exporter_account_member))',
    read: ({ members }) =>
      members.map(({ accountId = '', accountName, shard }) => ({
        labels: [accountId, accountName, String(shard)],
        value: 1,
      })),
  },
  {
    name: 'iam_credential_exporter_members_known',
    type: 'gauge',
    help: '1 if iam_credential_exporter_account_member has all accounts. 0 if there may be more.',
    labels: [],
    absent: 'never',
    example: 'iam_credential_exporter_members_known == 0',
    read: ({ membersKnown }) => Number(membersKnown),
  },
  {
    name: 'iam_credential_exporter_shard_ordinal',
    type: 'gauge',
    help: 'Which of the shards this exporter is, counted from 0.',
    labels: [],
    absent: 'never',
    example: 'count_values by (namespace, job) ("shard", iam_credential_exporter_shard_ordinal)',
    read: ({ shard }) => shard,
  },
  {
    name: 'iam_credential_exporter_total_shards',
    type: 'gauge',
    help: 'How many shards read the accounts, by the flag of this exporter.',
    labels: [],
    absent: 'never',
    example: 'max by (namespace, job) (iam_credential_exporter_total_shards)',
    read: ({ totalShards }) => totalShards,
  },
];
