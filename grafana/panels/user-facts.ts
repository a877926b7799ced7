import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_USERS, collapse, collapseInfo, ofChosenAccounts } from '../promql.ts';
import { findings } from '../rank.ts';
import { inWords, NO_NUMBER, none, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { now } from '../when.ts';
import { NO_SUCH_USER } from './credential-columns.ts';
import { OLDEST_KEY, oldestActiveKey, ORANGE_IF_OVER } from './oldest-key.ts';
import { labelStat, stat } from './stat.ts';

const USER = 'account_id, user';
const user = (family: string) => collapse(USER, now(family, CHOSEN_USERS));
const open = findings('user=~"$users"', `${USER}, key, check`);
const keys = (family: string) => collapse(`${USER}, key`, now(family, CHOSEN_USERS));
/** Of a user who is there. */
const otherwise = (which: keyof typeof NO_NUMBER) =>
  `or on (${USER}) ${NO_NUMBER[which]} * ${user('aws_iam_user_info')}`;
const NOT_KNOWN = inWords({ unknown: 'not known' });

/** The user at a glance: 24 wide. */
export function userFacts(): Panel[] {
  const perUser = (expr: string) => ofChosenAccounts(`(${expr})`);
  return [
    stat({
      title: 'Open findings',
      description: 'Findings that somebody has to fix for this user. The table below lists them.',
      // A user without a finding is in no series of findings, but exists.
      expr: perUser(`sum by (${USER}) (${open} or ${user('aws_iam_user_info')} * 0)`),
      thresholds: none('neutral'),
      mappings: [ZERO_IS_NONE],
      noData: NO_SUCH_USER,
      width: 4,
    }),
    labelStat({
      title: 'Kind',
      description: 'root, human (has a password), machine (has only access keys) or none (has neither).',
      expr: perUser(collapseInfo(USER, 'kind', now('aws_iam_user_info', CHOSEN_USERS))),
      label: 'kind',
      noData: NO_SUCH_USER,
      width: 4,
    }),
    stat({
      title: 'MFA',
      description: 'Whether the user has an MFA device. A user without a password cannot sign in to the console.',
      expr: perUser(`${user('aws_iam_user_mfa_active')} ${otherwise('unknown')}`),
      mappings: [zeroOrOne(['no MFA', 'neutral'], ['on', 'neutral']), NOT_KNOWN],
      noData: NO_SUCH_USER,
      width: 4,
    }),
    stat({
      title: 'Password without MFA',
      description: 'Whether the user can sign in to the console with only a password.',
      expr: perUser(`${user('aws_iam_user_mfa_disabled')} ${otherwise('unknown')}`),
      mappings: [zeroOrOne(['no', 'ok'], ['yes', 'warning']), NOT_KNOWN],
      noData: NO_SUCH_USER,
      width: 4,
    }),
    stat({
      title: 'Active access keys',
      description: 'Active access keys. A user needs only one, except while one key replaces the other.',
      expr: perUser(`sum by (${USER}) (${keys('aws_iam_access_key_active')} or ${user('aws_iam_user_info')} * 0)`),
      mappings: [ZERO_IS_NONE],
      noData: NO_SUCH_USER,
      width: 4,
    }),
    stat({
      title: 'Oldest active access key',
      description: `Days since the oldest active key was created or last changed. ${ORANGE_IF_OVER}`,
      ...OLDEST_KEY,
      expr: perUser(`${oldestActiveKey(USER)} ${otherwise('none')}`),
      mappings: [inWords({ none: 'no active key', unknown: 'age unknown' })],
      noData: NO_SUCH_USER,
      width: 4,
    }),
  ];
}
