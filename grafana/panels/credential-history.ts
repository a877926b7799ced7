import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { ofChosenAccounts } from '../promql.ts';
import { about } from './credential-columns.ts';
import { timeSeries } from './time-series.ts';
import { DAYS } from '../units.ts';

/** Ages are whole days: an hour between points is plenty. */
const INTERVAL = '1h';

export function credentialHistory(): Panel[] {
  const keys = (family: string) => ofChosenAccounts(about('account_id, user, key').of(family));
  const passwords = (family: string) => ofChosenAccounts(about('account_id, user').of(family));
  const panel = (title: string, description: string, kind: 'age' | 'unused') =>
    timeSeries({
      title,
      description,
      queries: [
        { expr: keys(`aws_iam_access_key_${kind}_days`), legend: '{{account_name}}: access key {{key}}' },
        { expr: passwords(`aws_iam_user_password_${kind}_days`), legend: '{{account_name}}: password' },
      ],
      unit: DAYS,
      interval: INTERVAL,
      width: 12,
    });
  return [
    panel('Age of the credentials', 'Days since each was made or changed: it falls to 0 where one was rotated.', 'age'),
    panel(
      'Days without use',
      'Days since each was last used; of one that never was, since it was made. It falls to 0 where one was used.',
      'unused',
    ),
  ];
}
