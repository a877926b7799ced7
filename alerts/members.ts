/**
 * Which accounts there are. An exporter that reads only a part of the accounts, or does not know all of them yet, still names those of the others:
 * without this, what a missing shard read would look like accounts that somebody took out.
 */
import type { RecordingRule } from './rule.ts';
import { ACCOUNT_BY_ID, EXPORTER, GENERATED, NAMED_ACCOUNT, REPORTED_ACCOUNT, SHARD_OF } from './series.ts';

const MEMBER = 'iam_credential_exporter_account_member';
const ORDINAL = 'iam_credential_exporter_shard_ordinal';
export const TOTAL_SHARDS = 'iam_credential_exporter_total_shards';

/** The shards that are there. */
export const SHARD = 'iam_credential_exporter:shard:present';
/** Accounts that nobody has read, each with its shard; without an id where nobody knows it. */
export const AWAITED = 'iam_credential_exporter:account:awaited';
/** Exporters that together name all accounts. */
export const MEMBERS_KNOWN = 'iam_credential_exporter:members:known';

/** Of how many accounts each shard awaits the tags, in the replica that knows most. */
export const AWAIT_TAGS = `min by (${SHARD_OF}) (aws_iam_organization_accounts{state="waiting"})`;

/** Of these only those whose shard is away. */
export const AWAY = `${AWAITED} unless on (${SHARD_OF}) ${SHARD}`;

export const memberRecordings: readonly RecordingRule[] = [
  {
    record: SHARD,
    expr: `count_values by (${EXPORTER}) ("shard", ${ORDINAL})`,
    comment: 'How many replicas each shard has.',
  },
  {
    record: MEMBERS_KNOWN,
    expr: [
      `min by (${EXPORTER}) (iam_credential_exporter_members_known) == 1`,
      `and on (${EXPORTER}) count by (${EXPORTER}) (${SHARD}) >= max by (${EXPORTER}) (${TOTAL_SHARDS})`,
    ].join('\n'),
    comment: 'Every shard is there, and every replica knows all accounts: one that none of them names is not theirs.',
  },
  {
    record: AWAITED,
    expr: [
      `group by (${REPORTED_ACCOUNT}, shard) (${MEMBER})`,
      `unless on (${ACCOUNT_BY_ID}) ${GENERATED}`,
      '# Where nobody knows the id: by the name.',
      `unless on (${REPORTED_ACCOUNT}) group by (${NAMED_ACCOUNT}) (${GENERATED})`,
    ].join('\n'),
    comment: 'Accounts that an exporter names, and that none has read.',
  },
];
