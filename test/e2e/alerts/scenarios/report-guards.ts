/** The reports and the policy: whether what they say is new, whole and still meant. */
import {
  exporter,
  exporterWith,
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

const STALE: FiringAlert = {
  labels: { alertname: 'AwsIamReportStale', severity: 'warning', ...KEPT, ...PRODUCTION },
  summary: 'A credential report is too old.',
  description:
    'The credential report of account production (111122223333) is 8h 16m 0s old, and a new one is due every 4h 0m 0s. What it says may have changed. See why it is not refreshed: the log of the exporter, and for a report file whatever should write it.',
};

const stale: readonly Scenario[] = [
  {
    name: 'AwsIamReportStale fires when a report is older than twice its interval, and ends with a new one',
    series: { ...exporterWith(POD_1, PRODUCTION, '0x600'), ...generated(POD_1, '0x500 30000x100') },
    expect: [
      nothing('AwsIamReportStale', '8h15m'),
      { at: '8h16m', alert: 'AwsIamReportStale', firing: [STALE] },
      nothing('AwsIamReportStale', '8h21m'),
    ],
  },
  {
    name: 'AwsIamReportStale fires when the exporter has vanished',
    every: 5,
    series: { ...exporterWith(POD_1, PRODUCTION, '0x12 stale'), ...generated(POD_1, '0x12 stale') },
    expect: [
      nothing('AwsIamReportStale', '8h15m'),
      {
        at: '8h20m',
        alert: 'AwsIamReportStale',
        firing: [{ ...STALE, description: STALE.description.replace('8h 16m', '8h 20m') }],
      },
      firesThroughout('AwsIamReportStale', '12h', 221, STALE.labels, 5),
    ],
  },
  {
    name: 'AwsIamReportStale does not fire when the pod that had the old report is replaced by one with a new one',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '0x12 stale'),
      ...generated(POD_1, '0x12 stale'),
      ...exporterWith(POD_2, PRODUCTION, '_x13 1x108'),
      ...generated(POD_2, '_x13 14400x108'),
    },
    expect: [nothing('AwsIamReportStale', '9h')],
  },
  {
    name: 'AwsIamReportStale does not fire for an account that was taken out of the configuration',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '0x12 stale'),
      ...generated(POD_1, '0x12 stale'),
      ...exporter(POD_1, '1x120'),
    },
    expect: [nothing('AwsIamReportStale', '9h')],
  },
];

const SKIPPED: FiringAlert = {
  labels: { alertname: 'AwsIamReportRowsSkipped', severity: 'warning', ...KEPT, ...PRODUCTION },
  summary: 'A credential report has rows that could not be read.',
  description:
    '2 rows in the credential report of account production (111122223333) could not be read. Nothing is known of the users in them. The log of the exporter names the lines: look at them in the report, and report a bug if they look well.',
};

const ONE_SKIPPED = { ...SKIPPED, description: SKIPPED.description.replace('2 rows', '1 row') };

const skipped: readonly Scenario[] = [
  {
    name: 'AwsIamReportRowsSkipped fires until a report is whole',
    series: { ...exporterWith(POD_1, PRODUCTION, '1x60'), ...skippedRows(POD_1, '2x20 1x19 0x19') },
    expect: [
      nothing('AwsIamReportRowsSkipped', '14m'),
      { at: '15m', alert: 'AwsIamReportRowsSkipped', firing: [SKIPPED] },
      { at: '40m', alert: 'AwsIamReportRowsSkipped', firing: [ONE_SKIPPED] },
      nothing('AwsIamReportRowsSkipped', '41m'),
    ],
  },
  {
    name: 'AwsIamReportRowsSkipped holds when pod and exporter vanish, as they were last',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...skippedRows(POD_1, '2x60 stale'),
      ...exporterWith(POD_2, PRODUCTION, '_x60 1x60 stale'),
      ...skippedRows(POD_2, '_x60 1x60 stale'),
    },
    expect: [
      { at: '5h', alert: 'AwsIamReportRowsSkipped', firing: [ONE_SKIPPED] },
      firesThroughout('AwsIamReportRowsSkipped', '5h', 286, SKIPPED.labels),
    ],
  },
];

const UNKNOWN: FiringAlert = {
  labels: { alertname: 'AwsIamCheckValuesUnknown', severity: 'warning', ...KEPT, ...PRODUCTION },
  summary: 'Checks could not be decided, because the credential report leaves values out.',
  description:
    'In account production (111122223333), 4 results of checks are unknown, because the credential report leaves values out: access-key-unused, password-unused. That is neither a pass nor a finding. docs/checks.md tells which values a check needs.',
};

const unknown: readonly Scenario[] = [
  {
    name: 'AwsIamCheckValuesUnknown fires when the next report leaves values out too, and names the checks',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x420'),
      ...count(POD_1, 'access-key-unused', 'unknown', '3x400 0x19'),
      ...count(POD_1, 'password-unused', 'unknown', '1x400 0x19'),
      ...count(POD_2, 'password-unused', 'unknown', '1x400 0x19'),
      ...count(POD_1, 'access-key-not-rotated', 'unknown', '0x420'),
      ...count(POD_1, 'access-key-not-rotated', 'open', '9x420'),
      ...count(POD_1, 'password-expired', 'unknown', '5x420', 'info'),
    },
    expect: [
      nothing('AwsIamCheckValuesUnknown', '5h59m'),
      { at: '6h', alert: 'AwsIamCheckValuesUnknown', firing: [UNKNOWN] },
      nothing('AwsIamCheckValuesUnknown', '6h41m'),
    ],
  },
  {
    name: 'AwsIamCheckValuesUnknown holds when the exporter vanishes, without the names',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x400 stale'),
      ...count(POD_1, 'password-unused', 'unknown', '1x400 stale'),
    },
    expect: [
      {
        at: '9h',
        alert: 'AwsIamCheckValuesUnknown',
        firing: [
          {
            ...UNKNOWN,
            description:
              'In account production (111122223333), 1 result of checks is unknown, because the credential report leaves values out. That is neither a pass nor a finding. docs/checks.md tells which values a check needs.',
          },
        ],
      },
    ],
  },
  {
    name: 'AwsIamCheckValuesUnknown does not fire for what only boards show',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x420'),
      ...count(POD_1, 'password-expired', 'unknown', '5x420', 'info'),
    },
    expect: [nothing('AwsIamCheckValuesUnknown', '7h')],
  },
];

const EXPIRING: FiringAlert = {
  labels: { alertname: 'AwsIamExemptionExpiring', severity: 'warning', ...KEPT, exemption: 'break-glass' },
  summary: 'An exemption expires within 14 days, or has expired.',
  description:
    'The exemption break-glass expires soon: its last day is 1970-01-15. What it covers is then raised as findings. Mend what it excuses, or renew it, and take it out of the configuration when nobody needs it.',
};

const EXPIRED = {
  ...EXPIRING,
  description:
    'The exemption break-glass has expired: its last day was 1970-01-01. What it covered is raised as findings again. Mend what it excuses, or renew it, and take it out of the configuration when nobody needs it.',
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
    'The exemption break-glass has covered no finding for a day. If what it excused is mended, take it out of the configuration. If not, its patterns match no account, user or check: they are for whole names.',
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
];

function generated(scraped: Labels, values: string): Record<string, string> {
  return { [series('aws_iam_credential_report_generated_timestamp_seconds', { ...scraped, ...PRODUCTION })]: values };
}

function skippedRows(scraped: Labels, values: string): Record<string, string> {
  return { [series('aws_iam_credential_report_skipped_rows', { ...scraped, ...PRODUCTION })]: values };
}

function count(
  scraped: Labels,
  check: string,
  status: string,
  values: string,
  severity = 'warning',
): Record<string, string> {
  return { [series('aws_iam_check_findings', { ...scraped, ...PRODUCTION, check, severity, status })]: values };
}

function expiry(scraped: Labels, values: string, exemption = 'break-glass'): Record<string, string> {
  return { [series('aws_iam_exemption_expiry_timestamp_seconds', { ...scraped, exemption })]: values };
}

function covered(scraped: Labels, values: string, exemption = 'break-glass'): Record<string, string> {
  return { [series('aws_iam_exemption_findings', { ...scraped, exemption })]: values };
}

export const reportGuardScenarios: readonly Scenario[] = [...stale, ...skipped, ...unknown, ...expiring, ...unused];
