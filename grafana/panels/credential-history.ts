import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { ofChosenAccounts } from '../promql.ts';
import { about } from './credential-columns.ts';
import { timeSeries } from './time-series.ts';
import { DAYS } from '../units.ts';

/** Ages are whole days: an hour between points is plenty. */
const INTERVAL = '1h';

/** Of a user who was read. */
const NOTHING_KNOWN = {
  age: 'no password or key with a known age',
  unused: 'no password or key with a known last use',
} as const;

export function credentialHistory(): Panel[] {
  const called = (expr: string, name: string, label = '', is = '') =>
    `label_replace(${expr}, "credential", "${name}", "${label}", "${is}")`;
  const { of: ofKeys } = about('account_id, user, key');
  const { of: ofUser } = about('account_id, user');
  const credentials = (kind: 'age' | 'unused') =>
    [
      called(ofKeys(`aws_iam_access_key_${kind}_days`), 'access key $1', 'key', '(.+)'),
      `or ${called(ofUser(`aws_iam_user_password_${kind}_days`), 'password')}`,
      // Draws nothing, and stands in the legend.
      `or on (account_id, user) ${called(`NaN * ${ofUser('aws_iam_user_info')}`, NOTHING_KNOWN[kind])}`,
    ].join(' ');
  const panel = (title: string, description: string, kind: 'age' | 'unused') =>
    timeSeries({
      title,
      description,
      queries: [{ expr: ofChosenAccounts(`(${credentials(kind)})`), legend: '{{account_name}}: {{credential}}' }],
      unit: DAYS,
      interval: INTERVAL,
      width: 12,
    });
  return [
    panel(
      'Age of the credentials',
      'Days since each credential was created or last changed. The line falls to 0 at a rotation. If there is no line, the legend says why.',
      'age',
    ),
    panel(
      'Days without use',
      'Days since each credential was last used. If it was never used: since it was created or last changed. The line falls to 0 at a use. If there is no line, the legend says why.',
      'unused',
    ),
  ];
}
