import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_USERS, collapse, ofChosenAccounts } from '../promql.ts';
import { DAYS_ON_AXIS } from '../units.ts';
import { then } from '../when.ts';
import { timeSeries } from './time-series.ts';

/** Of a user who was read. */
const NOTHING_KNOWN = {
  age: 'no password or key with a known age',
  unused: 'no password or key with a known last use',
} as const;

export function credentialHistory(): Panel[] {
  const called = (expr: string, name: string, label = '', is = '') =>
    `label_replace(${expr}, "credential", "${name}", "${label}", "${is}")`;
  const of = (labels: string, family: string) => collapse(labels, then(family, CHOSEN_USERS));
  const ofUser = (family: string) => of('account_id, user', family);
  const credentials = (kind: 'age' | 'unused') =>
    [
      called(of('account_id, user, key', `aws_iam_access_key_${kind}_days`), 'access key $1', 'key', '(.+)'),
      `or ${called(ofUser(`aws_iam_user_password_${kind}_days`), 'password')}`,
      // Draws nothing, and stands in the legend.
      `or on (account_id, user) ${called(`NaN * ${ofUser('aws_iam_user_info')}`, NOTHING_KNOWN[kind])}`,
    ].join(' ');
  const panel = (title: string, description: string, kind: 'age' | 'unused') =>
    timeSeries({
      title,
      description,
      queries: [
        {
          expr: ofChosenAccounts(`(${credentials(kind)})`, then),
          legend: '{{credential}}',
          saysNothing: 'credential',
        },
      ],
      unit: DAYS_ON_AXIS,
      // Ages are whole days: more points are for a history that has just begun.
      interval: '10m',
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
