import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_USERS, collapse, collapseInfo, ofChosenAccounts } from '../promql.ts';
import { inWords, NO_NUMBER, none, REPORT_AGE, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { NO_SUCH_USER } from './credential-columns.ts';
import { REPORT_AGE_INTERVALS } from './report-age.ts';
import { labelStat, stat } from './stat.ts';
import { DAYS, INTERVALS } from '../units.ts';

const USER = 'account_id, user';
const ONE_OF_EACH = '{{account_name}}';
const user = (family: string) => collapse(USER, `${family}{${CHOSEN_USERS}}`);
const findings = collapse(`${USER}, key, check`, `aws_iam_finding{${CHOSEN_USERS}}`);
const keys = (family: string) => collapse(`${USER}, key`, `${family}{${CHOSEN_USERS}}`);
const activeKey = `(${keys('aws_iam_access_key_active')} == 1)`;
const activeKeyAge = `(${keys('aws_iam_access_key_age_days')} and on (${USER}, key) ${activeKey})`;
/** Of a user who is there. */
const otherwise = (which: keyof typeof NO_NUMBER) =>
  `or on (${USER}) ${NO_NUMBER[which]} * ${user('aws_iam_user_info')}`;
const NOT_KNOWN = inWords({ unknown: 'not known' });

/** The user at a glance, once for each chosen account that has one of this name. */
export function userFacts(): Panel[] {
  const perUser = (expr: string) => ofChosenAccounts(`(${expr})`);
  return [
    stat({
      title: 'Open findings',
      description: 'Findings that somebody has to fix for this user. The table below lists them.',
      // A user without a finding is in no series of findings, but exists.
      expr: perUser(`sum by (${USER}) (${findings} or ${user('aws_iam_user_info')} * 0)`),
      legend: ONE_OF_EACH,
      thresholds: none('neutral'),
      mappings: [ZERO_IS_NONE],
      noValue: NO_SUCH_USER,
      width: 3,
    }),
    labelStat({
      title: 'Kind',
      description: 'root, human (has a password), machine (has only access keys) or none (has neither).',
      expr: perUser(collapseInfo(USER, 'kind', `aws_iam_user_info{${CHOSEN_USERS}}`)),
      label: 'kind',
      noValue: NO_SUCH_USER,
      width: 3,
    }),
    stat({
      title: 'MFA',
      description: 'Whether the user has an MFA device. A user without a password cannot sign in and needs none.',
      expr: perUser(`${user('aws_iam_user_mfa_active')} ${otherwise('unknown')}`),
      legend: ONE_OF_EACH,
      mappings: [zeroOrOne(['no MFA', 'neutral'], ['on', 'ok']), NOT_KNOWN],
      noValue: NO_SUCH_USER,
      width: 3,
    }),
    stat({
      title: 'Password without MFA',
      description: 'Whether the user can sign in to the console with only a password.',
      expr: perUser(`${user('aws_iam_user_mfa_disabled')} ${otherwise('unknown')}`),
      legend: ONE_OF_EACH,
      mappings: [zeroOrOne(['no', 'ok'], ['yes', 'warning']), NOT_KNOWN],
      noValue: NO_SUCH_USER,
      width: 4,
    }),
    stat({
      title: 'Active access keys',
      description: 'Active access keys. A user needs only one, except while one key replaces the other.',
      expr: perUser(`sum by (${USER}) (${keys('aws_iam_access_key_active')} or ${user('aws_iam_user_info')} * 0)`),
      legend: ONE_OF_EACH,
      mappings: [ZERO_IS_NONE],
      noValue: NO_SUCH_USER,
      width: 3,
    }),
    stat({
      title: 'Oldest active access key',
      description: 'Days since the oldest active key was created or last changed.',
      expr: perUser(
        `max by (${USER}) (${activeKeyAge}) or on (${USER}) ${NO_NUMBER.unknown} * group by (${USER}) (${activeKey}) ${otherwise('none')}`,
      ),
      legend: ONE_OF_EACH,
      unit: DAYS,
      mappings: [inWords({ none: 'no active key', unknown: 'age unknown' })],
      noValue: NO_SUCH_USER,
      width: 4,
    }),
    stat({
      title: 'Age of the report',
      description:
        'How old the report is, in refresh intervals. Around 1 a new report is due. From 2 on everything on this board may be out of date.',
      expr: perUser(`${REPORT_AGE_INTERVALS} and on (account_id) ${user('aws_iam_user_info')}`),
      legend: ONE_OF_EACH,
      unit: INTERVALS,
      decimals: 1,
      thresholds: REPORT_AGE,
      noValue: NO_SUCH_USER,
      width: 4,
    }),
  ];
}
