/** The reports: whether what they say is new and whole. */
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
import { STAGING } from './old-key.ts';

/** Another account that was given the name, when a configuration was tried with one account and then meant for another. */
const SUCCESSOR = { ...STAGING, account_name: PRODUCTION.account_name };

const STALE: FiringAlert = {
  labels: { alertname: 'AwsIamReportStale', severity: 'warning', ...KEPT, ...PRODUCTION },
  summary: 'A credential report is too old.',
  description:
    'The credential report of account production (111122223333) is 8h 16m 0s old, and a new one is due every 4h 0m 0s. What it says may be out of date. Find out why the exporter does not refresh it: see the log of each replica, and for a report file the job that should write the file.',
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
    name: 'AwsIamReportStale fires for one of two replicas that is stuck, and ends when that one is gone',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '0x108 stale'),
      ...generated(POD_1, '0x108 stale'),
      ...exporterWith(POD_2, PRODUCTION, '1x120'),
      ...generated(POD_2, '14400x120'),
    },
    expect: [
      nothing('AwsIamReportStale', '8h15m'),
      {
        at: '8h20m',
        alert: 'AwsIamReportStale',
        firing: [{ ...STALE, description: STALE.description.replace('8h 16m', '8h 20m') }],
      },
      nothing('AwsIamReportStale', '9h5m'),
    ],
  },
  {
    name: 'AwsIamReportStale measures by the new interval after a rollout that shortens it',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '0x12 stale'),
      ...generated(POD_1, '0x12 stale'),
      ...interval(POD_1, '86400x12 stale'),
      ...exporterWith(POD_2, PRODUCTION, '_x12 0x108'),
      ...generated(POD_2, '_x12 0x108'),
      ...interval(POD_2, '_x12 14400x108'),
    },
    expect: [
      {
        at: '8h20m',
        alert: 'AwsIamReportStale',
        firing: [{ ...STALE, description: STALE.description.replace('8h 16m', '8h 20m') }],
      },
    ],
  },
  {
    name: 'AwsIamReportStale does not fire for an account whose name another one was given',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '0x12 stale'),
      ...generated(POD_1, '0x12 stale'),
      ...exporterWith(POD_2, SUCCESSOR, '_x13 0x200'),
      ...generated(POD_2, '_x13 3900+300x200', SUCCESSOR),
    },
    expect: [nothing('AwsIamReportStale', '9h'), nothing('AwsIamReportStale', '16h')],
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
  summary: 'The exporter cannot read some rows of a credential report.',
  description:
    'The exporter cannot read 2 rows in the credential report of account production (111122223333). It knows nothing about the users in unread rows. Its log names the lines: look at them in the report, and report a bug if they look correct.',
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
  {
    name: 'AwsIamReportRowsSkipped ends when another account was given the name',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...skippedRows(POD_1, '2x60 stale'),
      ...exporterWith(POD_2, SUCCESSOR, '_x61 1x60'),
      ...skippedRows(POD_2, '_x61 0x60', SUCCESSOR),
    },
    expect: [
      { at: '1h', alert: 'AwsIamReportRowsSkipped', firing: [SKIPPED] },
      nothing('AwsIamReportRowsSkipped', '1h1m'),
      nothing('AwsIamReportRowsSkipped', '2h'),
    ],
  },
  {
    name: 'AwsIamReportRowsSkipped does not come back with the exporter gone, when another account was given the name before',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...skippedRows(POD_1, '2x60 stale'),
      ...exporterWith(POD_2, SUCCESSOR, '_x61 1x60 stale'),
      ...skippedRows(POD_2, '_x61 0x60 stale', SUCCESSOR),
    },
    expect: [nothing('AwsIamReportRowsSkipped', '2h'), nothing('AwsIamReportRowsSkipped', '2h40m')],
  },
];

const UNKNOWN: FiringAlert = {
  labels: { alertname: 'AwsIamCheckValuesUnknown', severity: 'warning', ...KEPT, ...PRODUCTION },
  summary: 'Results of checks are unknown, because values that they need are missing.',
  description:
    'In account production (111122223333), 4 results of checks are unknown, because values that they need are missing: access-key-unused, password-unused. An unknown result is neither a pass nor a finding. If AwsIamFactFailing or AwsIamActivityStale fires for the account, follow it first. docs/checks.md says which values a check needs.',
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
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x80 stale'),
      ...count(POD_1, 'password-unused', 'unknown', '1x80 stale'),
    },
    expect: [
      {
        at: '9h',
        alert: 'AwsIamCheckValuesUnknown',
        firing: [
          {
            ...UNKNOWN,
            description:
              'In account production (111122223333), 1 result of checks is unknown, because values that they need are missing. An unknown result is neither a pass nor a finding. If AwsIamFactFailing or AwsIamActivityStale fires for the account, follow it first. docs/checks.md says which values a check needs.',
          },
        ],
      },
    ],
  },
  {
    name: 'AwsIamCheckValuesUnknown ends when another account was given the name',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x80 stale'),
      ...count(POD_1, 'access-key-unused', 'unknown', '3x80 stale'),
      ...count(POD_1, 'password-unused', 'unknown', '1x80 stale'),
      ...exporterWith(POD_2, SUCCESSOR, '_x81 1x12'),
      ...count({ ...POD_2, ...SUCCESSOR }, 'password-unused', 'unknown', '_x81 0x12'),
    },
    expect: [
      { at: '6h40m', alert: 'AwsIamCheckValuesUnknown', firing: [UNKNOWN] },
      nothing('AwsIamCheckValuesUnknown', '6h45m'),
      nothing('AwsIamCheckValuesUnknown', '7h'),
    ],
  },
  {
    name: 'AwsIamCheckValuesUnknown names the checks of its own exporter alone',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x84'),
      ...count(POD_1, 'access-key-unused', 'unknown', '3x84'),
      ...count(POD_1, 'password-unused', 'unknown', '1x84'),
      ...count({ ...POD_1, job: 'another' }, 'root-used', 'unknown', '1x84'),
    },
    expect: [{ at: '6h', alert: 'AwsIamCheckValuesUnknown', firing: [UNKNOWN] }],
  },
  {
    name: 'AwsIamCheckValuesUnknown does not fire for what only boards show',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x84'),
      ...count(POD_1, 'password-expired', 'unknown', '5x84', 'info'),
    },
    expect: [nothing('AwsIamCheckValuesUnknown', '7h')],
  },
];

function generated(scraped: Labels, values: string, account: Labels = PRODUCTION): Record<string, string> {
  return { [series('aws_iam_credential_report_generated_timestamp_seconds', { ...scraped, ...account })]: values };
}

function interval(scraped: Labels, values: string): Record<string, string> {
  return { [series('aws_iam_credential_report_refresh_interval_seconds', { ...scraped, ...PRODUCTION })]: values };
}

function skippedRows(scraped: Labels, values: string, account: Labels = PRODUCTION): Record<string, string> {
  return { [series('aws_iam_credential_report_skipped_rows', { ...scraped, ...account })]: values };
}

function count(
  scraped: Labels,
  check: string,
  status: string,
  values: string,
  severity = 'warning',
): Record<string, string> {
  return { [series('aws_iam_check_findings', { ...PRODUCTION, ...scraped, check, severity, status })]: values };
}

export const reportGuardScenarios: readonly Scenario[] = [...stale, ...skipped, ...unknown];
