/** The exporters that share the accounts of a job: whether all are there, and whether they agree who reads what. */
import {
  exporter,
  type FiringAlert,
  KEPT,
  type Labels,
  member,
  nothing,
  PRODUCTION,
  type Scenario,
  series,
} from '../scenario.ts';
import { STAGING } from './old-key.ts';
import { reads, shardPod } from './shards.ts';

const DISAGREE = 'AwsIamShardsDisagree';
const UNREAD = 'AwsIamAccountUnread';

const missing = (text: string): FiringAlert => ({
  labels: { alertname: DISAGREE, severity: 'critical', ...KEPT },
  summary:
    'A shard of the exporter is missing, or shards disagree how many they are: nobody reads some of the accounts.',
  description: `${text} Findings of accounts that nobody reads stay as they were for a day, and nobody sees new ones. Look whether an exporter runs for each shard, with the same \`--total-shards\` and a \`--shard\` of its own.`,
});
const ONE_MISSING = missing(
  '1 shard of the IAM credential exporter, job iam-credential-exporter in namespace monitoring, is missing, and nobody reads the accounts of it.',
);
const TWO_MISSING = missing(
  '2 shards of the IAM credential exporter, job iam-credential-exporter in namespace monitoring, are missing, and nobody reads the accounts of them.',
);
const DIFFERENT = missing(
  'The shards of the IAM credential exporter, job iam-credential-exporter in namespace monitoring, disagree how many they are: `--total-shards` is 2 for some and 3 for others. Two of them may read one account, and none another one.',
);

/** A replica of one of that many shards. */
function shard(number: number, totalShards: number, values: string, name = 'a'): Record<string, string> {
  return exporter(shardPod(number, name), values, { shard: number, totalShards });
}

const disagree: readonly Scenario[] = [
  {
    name: `${DISAGREE} fires twenty minutes after a shard is gone, also where another one has two replicas, and ends when it is back`,
    series: {
      ...shard(0, 3, '1x100'),
      ...shard(0, 3, '1x100', 'b'),
      ...shard(1, 3, '1x100'),
      ...shard(2, 3, '1x20 stale _x49 1x30'),
    },
    expect: [
      nothing(DISAGREE, '20m'),
      nothing(DISAGREE, '36m'),
      { at: '44m', alert: DISAGREE, firing: [ONE_MISSING] },
      nothing(DISAGREE, '1h16m'),
    ],
  },
  {
    name: `${DISAGREE} counts the shards that are missing`,
    series: shard(0, 3, '1x30'),
    expect: [{ at: '20m', alert: DISAGREE, firing: [TWO_MISSING] }],
  },
  {
    name: `${DISAGREE} does not fire while shard after shard restarts, however many there are`,
    series: Object.assign(
      {},
      ...Array.from({ length: 10 }, (_, number) => shard(number, 10, `1x${10 + 4 * number} stale _x3 1x60`)),
    ) as Record<string, string>,
    expect: [nothing(DISAGREE, '20m'), nothing(DISAGREE, '35m'), nothing(DISAGREE, '48m')],
  },
  {
    name: `${DISAGREE} fires where exporters say different numbers, though each shard is there`,
    series: { ...shard(0, 2, '1x30'), ...shard(1, 3, '1x30'), ...shard(2, 3, '1x30') },
    expect: [{ at: '20m', alert: DISAGREE, firing: [DIFFERENT] }],
  },
  {
    name: `${DISAGREE} does not fire for a rollout, for an exporter without shards, or when every exporter is gone`,
    series: {
      ...shard(0, 2, '1x20 stale'),
      ...shard(1, 2, '1x25 stale'),
      ...shard(0, 3, '_x22 1x38 stale', 'b'),
      ...shard(1, 3, '_x27 1x33 stale', 'b'),
      ...shard(2, 3, '_x33 1x27 stale', 'b'),
      ...exporter({ ...shardPod(0, 'c'), job: 'another' }, '1x90'),
    },
    expect: [nothing(DISAGREE, '36m'), nothing(DISAGREE, '60m'), nothing(DISAGREE, '1h30m')],
  },
];

const nobodyReads = (account_name: string): FiringAlert => ({
  labels: { alertname: UNREAD, severity: 'warning', ...KEPT, account_name },
  summary: 'An account is read by no exporter, though exporters know it.',
  description: `Exporters name the account ${account_name} as one that shard 1 reads, but no exporter reads it. Its findings stay as they were for a day, and nobody sees new ones. Perhaps the exporters of the shard have another configuration than the others: see whether all have loaded the same file.`,
});
const OF_NOBODY = nobodyReads('production');

/** How many accounts a replica of shard 1 does not read yet because it does not know their tags. */
function awaitsTags(pod: Labels, values: string): Record<string, string> {
  return { [series('aws_iam_organization_accounts', { ...pod, state: 'waiting', shard: '1' })]: values };
}

const unread: readonly Scenario[] = [
  {
    name: `${UNREAD} fires after half an hour for an account that its own shard does not know, and ends when it does`,
    series: {
      ...shard(0, 2, '1x90'),
      ...shard(1, 2, '1x90'),
      ...member(shardPod(0), PRODUCTION, '_x10 1x80', 1),
      ...member(shardPod(0), STAGING, '1x90', 0),
      ...reads(shardPod(0), STAGING, '0x90', '1x90'),
      ...member(shardPod(1), PRODUCTION, '_x70 1x20', 1),
      ...reads(shardPod(1), PRODUCTION, '_x70 0x20', '_x72 1x18'),
    },
    expect: [
      nothing(UNREAD, '39m'),
      { at: '44m', alert: UNREAD, firing: [OF_NOBODY] },
      { at: '1h9m', alert: UNREAD, firing: [OF_NOBODY] },
      nothing(UNREAD, '1h16m'),
    ],
  },
  {
    name: `${UNREAD} fires though one of two replicas waits for the tags of an account that the other one reads`,
    series: {
      ...shard(0, 2, '1x90'),
      ...shard(1, 2, '1x90'),
      ...shard(1, 2, '1x90', 'b'),
      ...member(shardPod(0), PRODUCTION, '1x90', 1),
      ...member(shardPod(1), STAGING, '1x90', 1),
      ...reads(shardPod(1, 'b'), STAGING, '0x90', '1x90'),
      ...awaitsTags(shardPod(1), '1x90'),
      ...awaitsTags(shardPod(1, 'b'), '0x90'),
    },
    expect: [{ at: '44m', alert: UNREAD, firing: [OF_NOBODY] }],
  },
  {
    name: `${UNREAD} fires for all where the shard waits for the tags of fewer than nobody reads`,
    series: {
      ...shard(0, 2, '1x90'),
      ...shard(1, 2, '1x90'),
      ...member(shardPod(0), PRODUCTION, '1x90', 1),
      ...member(shardPod(0), STAGING, '1x90', 1),
      ...awaitsTags(shardPod(1), '1x90'),
    },
    expect: [{ at: '44m', alert: UNREAD, firing: [OF_NOBODY, nobodyReads('staging')] }],
  },
  {
    name: `${UNREAD} does not fire while the shard waits for the tags of accounts`,
    series: {
      ...shard(0, 2, '1x140'),
      ...shard(1, 2, '1x140'),
      ...member(shardPod(0), PRODUCTION, '1x140', 1),
      ...member(shardPod(1), PRODUCTION, '1x140', 1),
      ...awaitsTags(shardPod(1), '1x80 0x60'),
    },
    expect: [nothing(UNREAD, '1h'), nothing(UNREAD, '1h48m'), { at: '1h56m', alert: UNREAD, firing: [OF_NOBODY] }],
  },
  {
    name: `${UNREAD} does not fire for an account that its shard cannot read, nor when its shard or every exporter is gone`,
    series: {
      ...shard(0, 2, '1x90 stale'),
      ...shard(1, 2, '1x40 stale'),
      ...member(shardPod(0), PRODUCTION, '1x90 stale', 1),
      ...member(shardPod(1), PRODUCTION, '1x40 stale', 1),
      ...reads(shardPod(1), PRODUCTION, '0x40 stale', '_x90'),
    },
    expect: [nothing(UNREAD, '40m'), nothing(UNREAD, '1h25m'), nothing(UNREAD, '2h30m')],
  },
];

export const shardGuardScenarios: readonly Scenario[] = [...disagree, ...unread];
