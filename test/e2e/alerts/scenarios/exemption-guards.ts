/** The exemptions: whether they end soon, and whether anybody needs them. */
import {
  configured,
  exporter,
  type FiringAlert,
  firesThroughout,
  KEPT,
  type Labels,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  type Scenario,
  series,
} from '../scenario.ts';

const EXPIRING: FiringAlert = {
  labels: { alertname: 'AwsIamExemptionExpiring', severity: 'warning', ...KEPT, exemption: 'break-glass' },
  summary: 'An exemption expires within 14 days, or has expired.',
  description:
    'The exemption break-glass expires soon: its last day is 1970-01-15. After that the findings that it covers are open again. Fix them or renew the exemption, and remove it from the configuration when nobody needs it.',
};

const EXPIRED = {
  ...EXPIRING,
  description:
    'The exemption break-glass has expired: its last day was 1970-01-01. The findings that it covered are open again. Fix them or renew the exemption, and remove it from the configuration when nobody needs it.',
};

const DAY = 86_400;

const expiring: readonly Scenario[] = [
  {
    name: 'AwsIamExemptionExpiring fires two weeks before the end, and ends when the exemption is renewed',
    every: 5,
    series: { ...exporter(POD_1, '1x312'), ...expiry(POD_1, `${15 * DAY}x300 ${400 * DAY}x11`) },
    expect: [
      nothing('AwsIamExemptionExpiring', '24h15m'),
      { at: '24h20m', alert: 'AwsIamExemptionExpiring', firing: [EXPIRING] },
      nothing('AwsIamExemptionExpiring', '25h5m'),
    ],
  },
  {
    name: 'AwsIamExemptionExpiring goes on when it has expired, until it is taken out',
    every: 5,
    series: { ...exporter(POD_1, '1x312'), ...expiry(POD_1, `${DAY}x300 stale`) },
    expect: [
      { at: '24h5m', alert: 'AwsIamExemptionExpiring', firing: [EXPIRED] },
      { at: '25h', alert: 'AwsIamExemptionExpiring', firing: [EXPIRED] },
      nothing('AwsIamExemptionExpiring', '25h5m'),
    ],
  },
  {
    name: 'AwsIamExemptionExpiring does not come back for one that was taken out, when the exporter is gone later',
    series: {
      ...exporter(POD_1, '1x70 stale'),
      ...configured(POD_1, PRODUCTION, '0x70 stale'),
      ...expiry(POD_1, `${DAY}x60 stale`),
    },
    expect: [nothing('AwsIamExemptionExpiring', '1h1m'), nothing('AwsIamExemptionExpiring', '1h30m')],
  },
  {
    name: 'AwsIamExemptionExpiring holds when pod and exporter vanish',
    series: {
      ...exporter(POD_1, '1x60 stale'),
      ...expiry(POD_1, `${14 * DAY}x60 stale`),
      ...exporter(POD_2, '_x60 1x60 stale'),
      ...expiry(POD_2, `_x60 ${14 * DAY}x60 stale`),
    },
    expect: [firesThroughout('AwsIamExemptionExpiring', '5h', 285, EXPIRING.labels)],
  },
];

const UNUSED: FiringAlert = {
  labels: { alertname: 'AwsIamExemptionUnused', severity: 'warning', ...KEPT, exemption: 'break-glass' },
  summary: 'An exemption covers nothing.',
  description:
    'The exemption break-glass has covered no finding for a day. If somebody fixed the findings that it covered, remove it from the configuration. If not, correct its accounts, users and checks: each pattern must match the whole name.',
};

const FAR = `${400 * DAY}`;

const unused: readonly Scenario[] = [
  {
    name: 'AwsIamExemptionUnused fires after a day, and ends when it covers something',
    every: 5,
    series: {
      ...exporter(POD_1, '1x312'),
      ...expiry(POD_1, `${FAR}x312`),
      ...covered(POD_1, '0x300 1x11'),
    },
    expect: [
      nothing('AwsIamExemptionUnused', '23h55m'),
      { at: '24h', alert: 'AwsIamExemptionUnused', firing: [UNUSED] },
      nothing('AwsIamExemptionUnused', '25h5m'),
    ],
  },
  {
    name: 'AwsIamExemptionUnused holds over a restart, before every account is read, and while the exporter is gone',
    every: 5,
    series: {
      ...exporter(POD_1, '1x292 stale'),
      ...expiry(POD_1, `${FAR}x292 stale`),
      ...covered(POD_1, '0x292 stale'),
      ...exporter(POD_2, '_x290 1x10 stale'),
      ...expiry(POD_2, `_x290 ${FAR}x10 stale`),
    },
    expect: [firesThroughout('AwsIamExemptionUnused', '29h', 301, UNUSED.labels, 5)],
  },
  {
    name: 'AwsIamExemptionUnused does not fire for one that has expired, covers something, or was taken out',
    every: 5,
    series: {
      ...exporter(POD_1, '1x312'),
      ...expiry(POD_1, `${DAY / 2}x312`, 'expired'),
      ...covered(POD_1, '0x312', 'expired'),
      ...expiry(POD_1, `${FAR}x312`, 'in-use'),
      ...covered(POD_1, '1x312', 'in-use'),
      ...expiry(POD_1, `${FAR}x286 stale`, 'gone'),
      ...covered(POD_1, '0x286 stale', 'gone'),
    },
    expect: [nothing('AwsIamExemptionUnused', '24h30m'), nothing('AwsIamExemptionUnused', '26h')],
  },
  {
    name: 'AwsIamExemptionUnused does not fire while one of two shards has not read all of its accounts',
    every: 5,
    series: {
      ...exporter(POD_1, '1x312', { shard: 0, totalShards: 2 }),
      ...exporter(POD_2, '1x312', { shard: 1, totalShards: 2 }),
      ...expiry(POD_1, `${FAR}x312`),
      ...covered(POD_1, '0x312'),
      ...expiry(POD_2, `${FAR}x312`),
    },
    expect: [nothing('AwsIamExemptionUnused', '26h')],
  },
];

function expiry(scraped: Labels, values: string, exemption = 'break-glass'): Record<string, string> {
  return { [series('aws_iam_exemption_expiry_timestamp_seconds', { ...scraped, exemption })]: values };
}

function covered(scraped: Labels, values: string, exemption = 'break-glass'): Record<string, string> {
  return { [series('aws_iam_exemption_findings', { ...scraped, exemption })]: values };
}

export const exemptionGuardScenarios: readonly Scenario[] = [...expiring, ...unused];
