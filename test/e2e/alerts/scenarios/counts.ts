/** With `metrics.perUser: false` no finding of a user is named, and one alert per check and account tells how many there are. */
import {
  configured,
  exporterWith,
  type FiringAlert,
  firesThroughout,
  KEPT,
  type Labels,
  nothing,
  POD_1,
  POD_2,
  PRODUCTION,
  report,
  type Scenario,
  series,
} from '../scenario.ts';
import { countAlertLabels } from './open-finding.ts';

const ALERT = 'AwsIamConsoleUserWithoutMfa';
const CHECK = 'console-user-without-mfa';
const STAGING = { account_id: '444455556666', account_name: 'staging' };

function count(scraped: Labels, values: string, labels: Labels = {}, status = 'open'): Record<string, string> {
  return {
    [series('aws_iam_check_findings', { ...scraped, ...identity(CHECK, 'warning'), ...labels, status })]: values,
  };
}

function identity(check: string, severity: string): Record<string, string> {
  return { ...PRODUCTION, owner: 'payments', check, severity };
}

const FIRING: FiringAlert = {
  labels: { alertname: ALERT, ...countAlertLabels({ check: CHECK, severity: 'warning' }) },
  summary: 'A user can sign in to the console without MFA.',
  description:
    'The account production (111122223333) has 3 findings of the check console-user-without-mfa. The metrics name no users: `iam-credential-exporter check` with the same configuration lists them. Owner: payments.',
};

const FINDING = { ...identity(CHECK, 'warning'), user: 'alice' };

export const countScenarios: readonly Scenario[] = [
  {
    name: 'counts nothing twice: not what is named, whatever is named in another account or of another check',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      ...exporterWith(POD_1, STAGING, '1x60'),
      ...count(POD_1, '3x60', STAGING),
      ...count(POD_1, '3x60'),
      [series('aws_iam_finding', { ...POD_1, ...FINDING, ...STAGING })]: '1x60',
      [series('aws_iam_finding', { ...POD_1, ...FINDING, check: 'password-unused' })]: '1x60',
    },
    expect: [{ at: '1h', alert: ALERT, firing: [FIRING] }],
  },
  {
    name: 'counts users while root is still named',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      ...count(POD_1, '3x60'),
      ...count(POD_1, '1x60', { check: 'root-without-mfa', severity: 'critical' }),
      [series('aws_iam_finding', {
        ...POD_1,
        ...FINDING,
        user: '<root_account>',
        check: 'root-without-mfa',
        severity: 'critical',
      })]: '1x60',
    },
    expect: [
      { at: '1h', alert: ALERT, firing: [FIRING] },
      {
        at: '1h',
        query: 'ALERTS{alertname="AwsIamRootWithoutMfa",alertstate="firing"}',
        gives: [
          {
            labels: {
              __name__: 'ALERTS',
              alertname: 'AwsIamRootWithoutMfa',
              alertstate: 'firing',
              ...KEPT,
              ...identity('root-without-mfa', 'critical'),
              user: '<root_account>',
            },
            value: 1,
          },
        ],
      },
    ],
  },
  {
    name: 'counts what is open alone, and nothing for boards',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      ...count(POD_1, '0x60'),
      ...count(POD_1, '3x60', {}, 'exempt'),
      ...count(POD_1, '3x60', {}, 'unknown'),
      ...count(POD_1, '3x60', { severity: 'info' }),
    },
    expect: [nothing(ALERT, '1h')],
  },
  {
    name: 'holds a count when the pod is replaced, the exporter is gone for five hours, and the account is not loaded yet',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x12 stale'),
      ...count(POD_1, '3x12 stale'),
      ...exporterWith(POD_2, STAGING, '_x60 1x24'),
      ...configured(POD_2, PRODUCTION, '_x60 0x24'),
      ...report(POD_2, PRODUCTION, '_x72 1x12'),
      ...count(POD_2, '_x72 3x12'),
    },
    expect: [{ at: '5h30m', alert: ALERT, firing: [FIRING] }, firesThroughout(ALERT, '7h', 406, FIRING.labels, 5)],
  },
  {
    name: 'does not count again when the exporter is gone after all was fixed, or the check was turned off',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x90 stale'),
      ...count(POD_1, '3x60 0x29 stale'),
      ...count(POD_1, '3x60 stale', { check: 'password-unused' }),
    },
    expect: [
      nothing(ALERT, '1h1m'),
      nothing(ALERT, '2h30m'),
      nothing('AwsIamPasswordUnused', '1h1m'),
      nothing('AwsIamPasswordUnused', '2h30m'),
    ],
  },
  {
    name: 'takes a quarter of an hour to go from names to counts',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...count(POD_1, '3x120'),
      [series('aws_iam_finding', { ...POD_1, ...FINDING })]: '1x60 stale',
      [series('aws_iam_finding_age_days', { ...POD_1, ...FINDING })]: '20x60 stale',
    },
    expect: [nothing(ALERT, '1h15m'), { at: '1h16m', alert: ALERT, firing: [FIRING] }],
  },
  {
    name: 'counts where no user is named, though another exporter of the account names them',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      ...count(POD_1, '3x60'),
      ...exporterWith({ ...POD_2, job: 'another' }, PRODUCTION, '1x60'),
      [series('aws_iam_finding', { ...POD_2, job: 'another', ...FINDING })]: '1x60',
    },
    expect: [{ at: '1h', alert: ALERT, firing: [FIRING] }],
  },
  {
    name: 'holds a count when the next report skips rows, or leaves out what the check needs',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x120'),
      ...count(POD_1, '3x60 0x60'),
      ...count(POD_1, '0x60 3x60', {}, 'unknown'),
      ...count(POD_1, '3x60 0x60', STAGING),
      ...exporterWith(POD_1, STAGING, '1x120'),
      [series('aws_iam_credential_report_skipped_rows', { ...POD_1, ...STAGING })]: '0x60 3x60',
    },
    expect: [
      {
        at: '2h',
        alert: ALERT,
        firing: [
          FIRING,
          {
            ...FIRING,
            labels: { ...FIRING.labels, ...STAGING },
            description: FIRING.description.replace('production (111122223333)', 'staging (444455556666)'),
          },
        ],
      },
    ],
  },
];
