/** Exporters that share the accounts: one that is missing, or does not know all accounts yet, ends no finding of an account that it has not read. */
import {
  configured,
  exporter,
  factUp,
  fires,
  firesThroughout,
  KEPT,
  type Labels,
  member,
  nothing,
  POD_1,
  PRODUCTION,
  report,
  type Scenario,
} from '../scenario.ts';
import { ALERT, FIRING, oldKey, STAGING } from './old-key.ts';

const { labels: LABELS } = FIRING;
const LOST = 'AwsIamAccountLost';
const MISSING = { severity: 'critical', ...KEPT };

/** A replica of that shard. */
export function shardPod(shard: number, name = 'a'): Labels {
  return {
    ...POD_1,
    pod: `iam-credential-exporter-${name}-${shard}`,
    instance: `10.1.${shard}.${name.charCodeAt(0)}:10063`,
  };
}

/** What a shard has that is to read the account: its facts are listed from its start on, and there once it has read them. */
export function reads(pod: Labels, account: Labels, listed: string, read: string): Record<string, string> {
  // Its entry says its id.
  const named = Object.entries(configured(pod, account, listed)).filter(([name]) => !name.includes('account_member'));
  return { ...Object.fromEntries(named), ...report(pod, account, read), ...oldKeyOf(account, pod, read) };
}

function oldKeyOf(account: Labels, pod: Labels, values: string): Record<string, string> {
  return account === PRODUCTION ? oldKey(pod, values) : {};
}

/** Each shard names both accounts. */
function naming(pods: readonly Labels[], values: string, shardOfProduction: number): Record<string, string> {
  return Object.assign(
    {},
    ...pods.map((pod) => ({
      ...member(pod, STAGING, values, 0),
      ...member(pod, PRODUCTION, values, shardOfProduction),
    })),
  ) as Record<string, string>;
}

/** Which alerts fire at that time, whatever they are about. */
function firingAt(at: string, alerts: Readonly<Record<string, number>>) {
  return {
    at,
    query: 'count by (alertname) (ALERTS{alertstate="firing"})',
    gives: Object.entries(alerts).map(([alertname, value]) => ({ labels: { alertname }, value })),
  };
}

const of4 = [0, 1, 2, 3].map((shard) => ({ pod: shardPod(shard), shard, totalShards: 4 }));
const AWAY = '1x12 stale _x59 1x12';

const oneOfFour: Scenario = {
  name: 'holds the findings and alerts of one of four shards that is down for five hours, and tells of the shard alone',
  every: 5,
  series: {
    ...of4.reduce((all, { pod, ...of }) => ({ ...all, ...exporter(pod, of.shard === 2 ? AWAY : '1x84', of) }), {}),
    ...naming(
      of4.filter(({ shard }) => shard !== 2).map(({ pod }) => pod),
      '1x84',
      2,
    ),
    ...naming([shardPod(2)], AWAY, 2),
    ...reads(shardPod(0), STAGING, '0x84', '1x84'),
    ...reads(shardPod(2), PRODUCTION, '0x12 stale _x59 0x12', '1x12 stale _x61 1x10'),
    ...factUp(shardPod(2), '0x12 stale _x61 0x10'),
  },
  expect: [
    firingAt('1h', { [ALERT]: 1, AwsIamAccountFailing: 1 }),
    firingAt('1h30m', { [ALERT]: 1, AwsIamAccountFailing: 1, AwsIamShardsDisagree: 1 }),
    firingAt('5h55m', { [ALERT]: 1, AwsIamAccountFailing: 1, AwsIamShardsDisagree: 1 }),
    firingAt('6h10m', { [ALERT]: 1, AwsIamAccountFailing: 1 }),
    firesThroughout(ALERT, '7h', 406, LABELS, 5),
  ],
};

const [TWO, FOUR, THREE] = [2, 4, 3].map((totalShards) =>
  Array.from({ length: totalShards }, (_, shard) => ({
    pod: shardPod(shard, `of${totalShards}`),
    shard,
    totalShards,
  })),
);
const pods = (shards: readonly { pod: Labels }[] = []) => shards.map(({ pod }) => pod);

const anotherNumber: Scenario = {
  name: 'holds the findings of an account that moves with each number of shards, 2, 4 and then 3, one of which comes an hour late',
  series: {
    ...(TWO ?? []).reduce((all, { pod, ...of }) => ({ ...all, ...exporter(pod, '1x60 stale', of) }), {}),
    ...naming(pods(TWO), '1x60 stale', 1),
    ...reads(shardPod(0, 'of2'), STAGING, '0x60 stale', '1x60 stale'),
    ...reads(shardPod(1, 'of2'), PRODUCTION, '0x60 stale', '1x60 stale'),
    ...(FOUR ?? []).reduce((all, { pod, ...of }) => ({ ...all, ...exporter(pod, '_x64 1x86 stale', of) }), {}),
    ...naming(pods(FOUR), '_x64 1x86 stale', 3),
    ...reads(shardPod(0, 'of4'), STAGING, '_x64 0x86 stale', '_x66 1x84 stale'),
    ...reads(shardPod(3, 'of4'), PRODUCTION, '_x64 0x86 stale', '_x125 1x25 stale'),
    ...(THREE ?? []).reduce(
      (all, { pod, ...of }) => ({ ...all, ...exporter(pod, of.shard === 2 ? '_x215 1x65' : '_x155 1x125', of) }),
      {},
    ),
    ...naming(pods(THREE).slice(0, 2), '_x155 1x125', 2),
    ...naming(pods(THREE).slice(2), '_x215 1x65', 2),
    ...reads(shardPod(0, 'of3'), STAGING, '_x155 0x125', '_x157 1x123'),
    ...reads(shardPod(2, 'of3'), PRODUCTION, '_x215 0x65', '_x220 1x60'),
  },
  expect: [
    firesThroughout(ALERT, '4h40m', 266, LABELS),
    // The shard that has it now cannot read it for an hour.
    fires(LOST, '1h50m', { severity: 'warning', ...KEPT, ...PRODUCTION }),
    nothing('AwsIamShardsDisagree', '2h30m'),
    fires('AwsIamShardsDisagree', '3h30m', MISSING),
    nothing('AwsIamShardsDisagree', '4h'),
    nothing(LOST, '3h30m'),
    nothing('AwsIamAccountUnread', '3h30m'),
  ],
};

const AFTER = shardPod(0, 'b');
const unknownMembers: Scenario = {
  name: 'holds the findings of an account that an exporter does not know of for two hours after its start, while it reads another',
  series: {
    ...exporter(shardPod(0), '1x60 stale'),
    ...naming([shardPod(0)], '1x60 stale', 0),
    ...reads(shardPod(0), STAGING, '0x60 stale', '1x60 stale'),
    ...reads(shardPod(0), PRODUCTION, '0x60 stale', '1x60 stale'),
    ...exporter(AFTER, '_x62 1x178', { membersKnown: 0 }),
    ...{ ['iam_credential_exporter_members_known' + labelsOf(AFTER)]: '_x62 0x120 1x58' },
    ...member(AFTER, STAGING, '_x62 1x178'),
    ...reads(AFTER, STAGING, '_x62 0x178', '_x63 1x177'),
    ...member(AFTER, PRODUCTION, '_x182 1x58'),
    ...reads(AFTER, PRODUCTION, '_x182 0x58', '_x185 1x55'),
  },
  expect: [firesThroughout(ALERT, '4h', 226, LABELS), nothing(LOST, '3h'), nothing('AwsIamAccountUnread', '3h')],
};

function labelsOf(pod: Labels): string {
  return `{${Object.entries(pod)
    .map(([name, value]) => `${name}="${value}"`)
    .join(',')}}`;
}

const shortlyUnknown: Scenario = {
  name: 'holds for half an hour from the moment when an exporter knows all accounts again, though it named this one just half an hour ago',
  series: {
    ...exporter(shardPod(0), '1x180'),
    ...{ [`iam_credential_exporter_members_known${labelsOf(shardPod(0))}`]: '1x60 0x27 1x92' },
    ...member(shardPod(0), STAGING, '1x180'),
    ...reads(shardPod(0), STAGING, '0x180', '1x180'),
    ...member(shardPod(0), PRODUCTION, '1x60 stale'),
    ...reads(shardPod(0), PRODUCTION, '0x60 stale', '1x60 stale'),
  },
  expect: [firesThroughout(ALERT, '1h57m', 103, LABELS), nothing(ALERT, '2h5m')],
};

const both = [0, 1].map((shard) => ({ pod: shardPod(shard), shard, totalShards: 2 }));
const left: readonly Scenario[] = [
  {
    name: 'ends half an hour after the account left on all shards, and does not call it lost',
    series: {
      ...both.reduce((all, { pod, ...of }) => ({ ...all, ...exporter(pod, '1x150', of) }), {}),
      ...both.reduce((all, { pod }) => ({ ...all, ...member(pod, STAGING, '1x150', 0) }), {}),
      ...both.reduce((all, { pod }) => ({ ...all, ...member(pod, PRODUCTION, '1x60 stale', 1) }), {}),
      ...reads(shardPod(0), STAGING, '0x150', '1x150'),
      ...reads(shardPod(1), PRODUCTION, '0x60 stale', '1x60 stale'),
    },
    expect: [
      firesThroughout(ALERT, '1h29m', 75, LABELS),
      nothing(ALERT, '1h35m'),
      firingAt('1h40m', {}),
      firingAt('2h30m', {}),
    ],
  },
  {
    name: 'holds while the shard is missing that named the account last, and ends half an hour after it is back without the account',
    series: {
      ...exporter(shardPod(0), '1x220', { shard: 0, totalShards: 2 }),
      ...member(shardPod(0), PRODUCTION, '1x70 stale', 1),
      ...exporter(shardPod(1), '1x60 stale _x99 1x60', { shard: 1, totalShards: 2 }),
      ...member(shardPod(1), PRODUCTION, '1x60 stale', 1),
      ...reads(shardPod(1), PRODUCTION, '0x60 stale', '1x60 stale'),
    },
    expect: [firesThroughout(ALERT, '3h9m', 175, LABELS), nothing(ALERT, '3h13m'), nothing(LOST, '3h39m')],
  },
];

export const shardScenarios: readonly Scenario[] = [oneOfFour, anotherNumber, unknownMembers, shortlyUnknown, ...left];
