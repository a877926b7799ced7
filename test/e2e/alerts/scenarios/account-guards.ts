/** The accounts: whether the exporter gets their reports. */
import {
  configured,
  exporter,
  exporterWith,
  factUp,
  type FiringAlert,
  firesThroughout,
  KEPT,
  member,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  refreshErrors,
  report,
  type Scenario,
} from '../scenario.ts';
import { STAGING } from './old-key.ts';

const FAILING: FiringAlert = {
  labels: { alertname: 'AwsIamAccountFailing', severity: 'warning', ...KEPT, account_name: 'production' },
  summary: 'The exporter cannot refresh the credential report of an account.',
  description:
    'The exporter cannot refresh the credential report of account production: access_denied, throttled. It keeps the last good report, if there is one, and this report gets older. The log of the exporter says what went wrong.',
};

const WITHOUT_REASON = {
  ...FAILING,
  description:
    'The exporter cannot refresh the credential report of account production. It keeps the last good report, if there is one, and this report gets older. The log of the exporter says what went wrong.',
};

const failing: readonly Scenario[] = [
  {
    name: 'AwsIamAccountFailing fires after half an hour with the latest reasons, and ends with a good refresh',
    series: {
      ...exporter(POD_1, '1x120'),
      ...factUp(POD_1, '1x10 0x79 1x30'),
      ...refreshErrors(POD_1, 'access_denied', '0x10 1+1x79 80x30'),
      ...refreshErrors(POD_1, 'throttled', '0x10 2x109'),
      ...refreshErrors(POD_1, 'network', '3x120'),
    },
    expect: [
      nothing('AwsIamAccountFailing', '40m'),
      { at: '41m', alert: 'AwsIamAccountFailing', firing: [FAILING] },
      { at: '1h30m', alert: 'AwsIamAccountFailing', firing: [FAILING] },
      nothing('AwsIamAccountFailing', '1h31m'),
    ],
  },
  {
    name: 'AwsIamAccountFailing fires while one of two replicas cannot, and ends when that one is gone',
    series: {
      ...exporter(POD_2, '1x120'),
      ...configured(POD_1, PRODUCTION, '0x60 stale'),
      ...factUp(POD_1, '0x60 stale'),
      ...configured(POD_2, PRODUCTION, '0x120'),
      ...factUp(POD_2, '1x120'),
    },
    expect: [
      { at: '1h', alert: 'AwsIamAccountFailing', firing: [WITHOUT_REASON] },
      nothing('AwsIamAccountFailing', '1h1m'),
    ],
  },
  {
    name: 'AwsIamAccountFailing holds over a restart until the first refresh has ended, and while the exporter is gone',
    series: {
      ...exporter(POD_1, '1x60 stale'),
      ...configured(POD_1, PRODUCTION, '0x60 stale'),
      ...factUp(POD_1, '0x60 stale'),
      ...exporter(POD_2, '_x120 1x60 stale'),
      ...configured(POD_2, PRODUCTION, '_x120 0x60 stale'),
      ...factUp(POD_2, '_x130 0x50 stale'),
    },
    expect: [
      { at: '5h', alert: 'AwsIamAccountFailing', firing: [WITHOUT_REASON] },
      firesThroughout('AwsIamAccountFailing', '5h', 271, FAILING.labels),
    ],
  },
  {
    name: 'AwsIamAccountFailing ends when the account is taken out of the configuration',
    series: {
      ...exporter(POD_1, '1x120'),
      ...configured(POD_1, PRODUCTION, '0x60 stale'),
      ...factUp(POD_1, '0x60 stale'),
    },
    expect: [
      { at: '1h', alert: 'AwsIamAccountFailing', firing: [WITHOUT_REASON] },
      nothing('AwsIamAccountFailing', '1h1m'),
    ],
  },
  {
    name: 'AwsIamAccountFailing does not come back for an account that was taken out, when the exporter is gone later',
    series: {
      ...exporter(POD_1, '1x120 stale'),
      ...configured(POD_1, STAGING, '0x120 stale'),
      ...configured(POD_1, PRODUCTION, '0x60 stale'),
      ...factUp(POD_1, '0x60 stale'),
    },
    expect: [nothing('AwsIamAccountFailing', '2h'), nothing('AwsIamAccountFailing', '2h40m')],
  },
  {
    name: 'AwsIamAccountFailing finds the reasons of an account whose name is free text',
    series: {
      ...factUp(POD_1, '0x60', 'a "b" \\\\ ü'),
      ...refreshErrors(POD_1, 'file', '0+1x60', 'a "b" \\\\ ü'),
    },
    expect: [
      {
        at: '1h',
        alert: 'AwsIamAccountFailing',
        firing: [
          {
            ...FAILING,
            labels: { ...FAILING.labels, account_name: 'a "b" \\ ü' },
            description:
              'The exporter cannot refresh the credential report of account a "b" \\ ü: file. It keeps the last good report, if there is one, and this report gets older. The log of the exporter says what went wrong.',
          },
        ],
      },
    ],
  },
];

const LOST: FiringAlert = {
  labels: { alertname: 'AwsIamAccountLost', severity: 'warning', ...KEPT, ...PRODUCTION },
  summary: 'An account that had a credential report has none now.',
  description:
    'The exporter has no credential report of account production (111122223333) now, but had one within the last day. The account is one of those that the exporter reads, but the exporter has not read it. Its findings stay as they were for a day, and nobody sees new ones. The log of the exporter says what went wrong.',
};

const lost: readonly Scenario[] = [
  {
    name: 'AwsIamAccountLost fires when an account does not come back after a restart, and ends when it does',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...exporter(POD_2, '_x61 1x180'),
      ...configured(POD_2, PRODUCTION, '_x61 0x180'),
      ...report(POD_2, PRODUCTION, '_x120 1x60'),
    },
    expect: [
      nothing('AwsIamAccountLost', '1h30m'),
      { at: '1h31m', alert: 'AwsIamAccountLost', firing: [LOST] },
      nothing('AwsIamAccountLost', '2h'),
    ],
  },
  {
    name: 'AwsIamAccountLost does not fire while the exporter is gone, and gives it half an hour when it is back',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...exporter(POD_2, '_x240 1x60'),
      ...configured(POD_2, PRODUCTION, '_x240 0x60'),
    },
    expect: [
      nothing('AwsIamAccountLost', '3h59m'),
      nothing('AwsIamAccountLost', '4h'),
      nothing('AwsIamAccountLost', '4h29m'),
      { at: '4h30m', alert: 'AwsIamAccountLost', firing: [LOST] },
    ],
  },
  {
    name: 'AwsIamAccountLost goes on, with the same text, while the exporter misses some scrapes',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...exporter(POD_2, '_x61 1x58 stale _ _ 1x57'),
      ...configured(POD_2, PRODUCTION, '_x61 0x58 stale _ _ 0x57'),
    },
    expect: [
      { at: '1h31m', alert: 'AwsIamAccountLost', firing: [LOST] },
      { at: '2h1m', alert: 'AwsIamAccountLost', firing: [LOST] },
      firesThroughout('AwsIamAccountLost', '3h', 90, LOST.labels),
    ],
  },
  {
    name: 'AwsIamAccountLost goes on until AwsIamExporterDown tells that the exporter is gone',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...exporter(POD_2, '_x61 1x58 stale'),
      ...configured(POD_2, PRODUCTION, '_x61 0x58 stale'),
    },
    expect: [
      nothing('AwsIamExporterDown', '2h9m'),
      firesThroughout('AwsIamAccountLost', '2h13m', 43, LOST.labels),
      firesThroughout('AwsIamExporterDown', '2h30m', 21, {
        severity: 'critical',
        namespace: KEPT.namespace,
        job: KEPT.job,
      }),
      nothing('AwsIamAccountLost', '2h15m'),
    ],
  },
  {
    name: 'AwsIamAccountLost does not tell of an account that was taken out of the configuration',
    every: 5,
    series: { ...exporterWith(POD_1, PRODUCTION, '1x12 stale'), ...exporter(POD_1, '1x312') },
    expect: [nothing('AwsIamAccountLost', '1h35m'), nothing('AwsIamAccountLost', '24h')],
  },
  {
    name: 'AwsIamAccountLost does not tell of an account whose name another one was given',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...exporterWith(POD_2, { ...STAGING, account_name: 'production' }, '_x61 1x120'),
    },
    expect: [nothing('AwsIamAccountLost', '1h35m'), nothing('AwsIamAccountLost', '3h')],
  },
  {
    name: 'AwsIamAccountLost fires for an account that is not read after a restart under another name, by the id of its entry',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...exporter(POD_2, '_x61 1x120'),
      ...configured(POD_2, { account_name: 'prod' }, '_x61 0x120'),
      ...member(POD_2, { ...PRODUCTION, account_name: 'prod' }, '_x61 1x120'),
    },
    expect: [{ at: '2h', alert: 'AwsIamAccountLost', firing: [LOST] }],
  },
  {
    name: 'AwsIamAccountLost fires for one of two exporters of an account',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...exporter(POD_2, '_x61 1x180'),
      ...configured(POD_2, PRODUCTION, '_x61 0x180'),
      ...exporterWith({ ...POD_1, job: 'another' }, PRODUCTION, '1x180'),
    },
    expect: [{ at: '2h', alert: 'AwsIamAccountLost', firing: [LOST] }],
  },
  {
    name: 'AwsIamAccountLost does not fire when the account has another name or pod, or its exporter another job',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      ...exporterWith(POD_2, { ...PRODUCTION, account_name: 'prod' }, '_x62 1x60 stale'),
      ...exporterWith({ ...POD_2, job: 'moved' }, { ...PRODUCTION, account_name: 'prod' }, '_x122 1x60'),
    },
    expect: [nothing('AwsIamAccountLost', '2h'), nothing('AwsIamAccountLost', '3h')],
  },
];

export const accountGuardScenarios: readonly Scenario[] = [...failing, ...lost];
