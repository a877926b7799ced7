/** The facts of an account beyond its credential report: whether the exporter gets them. */
import {
  configured,
  exporter,
  exporterWith,
  factUp,
  type FiringAlert,
  firesThroughout,
  KEPT,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  refreshErrors,
  type Scenario,
} from '../scenario.ts';
import { STAGING } from './old-key.ts';

const SETTINGS = 'account-settings';

const FACT_FAILING: FiringAlert = {
  labels: {
    alertname: 'AwsIamFactFailing',
    severity: 'warning',
    ...KEPT,
    account_name: 'production',
    fact: SETTINGS,
  },
  summary: 'The exporter cannot refresh a fact of an account or of the organization. No credential report is affected.',
  description:
    'The exporter cannot refresh the fact account-settings of account production: access_denied. Checks that need this fact find nothing new: their open findings stay, and without any value of the fact their results are unknown. The credential report, its metrics and all other checks are not affected. The log of the exporter says what went wrong.',
};

const ORGANIZATION_FAILING: FiringAlert = {
  ...FACT_FAILING,
  labels: { alertname: 'AwsIamFactFailing', severity: 'warning', ...KEPT, fact: 'organization' },
  description:
    'The exporter cannot refresh the fact organization of the organization: access_denied. It still reads the accounts that it knows, with the owners that it knows. It does not see a new account, and no finding ends because its account left. The log of the exporter says what went wrong.',
};

const FACT_WITHOUT_REASON = { ...FACT_FAILING, description: FACT_FAILING.description.replace(': access_denied', '') };

export const factGuardScenarios: readonly Scenario[] = [
  {
    name: 'AwsIamFactFailing fires after half an hour with the reasons of its own fact, and ends with a good refresh',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...factUp(POD_1, '1x120'),
      ...factUp(POD_1, '1x10 0x79 1x30', 'production', SETTINGS),
      ...refreshErrors(POD_1, 'throttled', '0+1x120'),
      ...refreshErrors(POD_1, 'access_denied', '0x10 1+1x79 80x30', 'production', SETTINGS),
      ...refreshErrors(POD_1, 'network', '3x120', 'production', SETTINGS),
    },
    expect: [
      nothing('AwsIamFactFailing', '40m'),
      { at: '41m', alert: 'AwsIamFactFailing', firing: [FACT_FAILING] },
      { at: '1h30m', alert: 'AwsIamFactFailing', firing: [FACT_FAILING] },
      nothing('AwsIamFactFailing', '1h31m'),
      // The account itself is well all the time.
      nothing('AwsIamAccountFailing', '1h30m'),
    ],
  },
  {
    name: 'AwsIamFactFailing fires for the organization, which is no account',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...factUp(POD_1, '1x120'),
      ...factUp(POD_1, '1x10 0x79 1x30', '', 'organization'),
      ...refreshErrors(POD_1, 'access_denied', '0x10 1+1x79 80x30', '', 'organization'),
    },
    expect: [
      nothing('AwsIamFactFailing', '40m'),
      { at: '41m', alert: 'AwsIamFactFailing', firing: [ORGANIZATION_FAILING] },
      nothing('AwsIamFactFailing', '1h31m'),
      nothing('AwsIamAccountFailing', '1h30m'),
      nothing('AwsIamAccountLost', '1h30m'),
    ],
  },
  {
    name: 'AwsIamFactFailing does not fire for the report, and fires for a fact of another account',
    series: {
      ...exporter(POD_1, '1x60'),
      ...configured(POD_1, PRODUCTION, '0x60'),
      ...factUp(POD_1, '0x60'),
      ...configured(POD_1, PRODUCTION, '0x60', SETTINGS),
      ...factUp(POD_1, '1x60', 'production', SETTINGS),
      ...configured(POD_1, STAGING, '0x60', SETTINGS),
      ...factUp(POD_1, '0x60', STAGING.account_name, SETTINGS),
    },
    expect: [
      {
        at: '1h',
        alert: 'AwsIamFactFailing',
        firing: [
          {
            ...FACT_WITHOUT_REASON,
            labels: { ...FACT_WITHOUT_REASON.labels, account_name: STAGING.account_name },
            description: FACT_WITHOUT_REASON.description.replace('production', STAGING.account_name),
          },
        ],
      },
      firesThroughout('AwsIamAccountFailing', '1h', 31, { severity: 'warning', ...KEPT, account_name: 'production' }),
    ],
  },
  {
    name: 'AwsIamFactFailing fires while one of two replicas cannot, and ends when that one is gone',
    series: {
      ...exporter(POD_2, '1x120'),
      ...configured(POD_1, PRODUCTION, '0x60 stale', SETTINGS),
      ...factUp(POD_1, '0x60 stale', 'production', SETTINGS),
      ...configured(POD_2, PRODUCTION, '0x120', SETTINGS),
      ...factUp(POD_2, '1x120', 'production', SETTINGS),
    },
    expect: [
      { at: '1h', alert: 'AwsIamFactFailing', firing: [FACT_WITHOUT_REASON] },
      nothing('AwsIamFactFailing', '1h1m'),
    ],
  },
  {
    name: 'AwsIamFactFailing holds over a restart until the first refresh has ended, and while the exporter is gone',
    series: {
      ...exporter(POD_1, '1x60 stale'),
      ...configured(POD_1, PRODUCTION, '0x60 stale', SETTINGS),
      ...factUp(POD_1, '0x60 stale', 'production', SETTINGS),
      ...exporter(POD_2, '_x120 1x60 stale'),
      ...configured(POD_2, PRODUCTION, '_x120 0x60 stale', SETTINGS),
      ...factUp(POD_2, '_x130 0x50 stale', 'production', SETTINGS),
    },
    expect: [
      { at: '5h', alert: 'AwsIamFactFailing', firing: [FACT_WITHOUT_REASON] },
      firesThroughout('AwsIamFactFailing', '5h', 271, FACT_FAILING.labels),
    ],
  },
  {
    name: 'AwsIamFactFailing ends when the fact is turned off, though the account stays',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...configured(POD_1, PRODUCTION, '0x60 stale', SETTINGS),
      ...factUp(POD_1, '0x60 stale', 'production', SETTINGS),
    },
    expect: [
      { at: '1h', alert: 'AwsIamFactFailing', firing: [FACT_WITHOUT_REASON] },
      nothing('AwsIamFactFailing', '1h1m'),
    ],
  },
];
