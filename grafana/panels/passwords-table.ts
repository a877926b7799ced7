import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { withConsole } from '../console-link.ts';
import { CHOSEN_USER, ofChosenAccounts } from '../promql.ts';
import { zeroOrOne } from '../thresholds.ts';
import { about, DATE, NO_SUCH_USER, USED, WHOSE } from './credential-columns.ts';
import { table } from './table.ts';
import { DAYS } from '../units.ts';

const { of, fill, date } = about('account_id, user');
const users = `topk($limit, ${of('aws_iam_user_password_enabled')})`;

export function passwordsTable(height: number): Panel {
  return table({
    title: 'Password and MFA',
    description:
      'The console password of the user in each chosen account: since when, when it was last used to sign in, how many days it lay idle at the time of the report, and when the password policy wants a new one.',
    queries: {
      A: withConsole(ofChosenAccounts(users)),
      B: fill('aws_iam_user_mfa_active', users),
      C: date('aws_iam_user_password_last_changed_timestamp_seconds', users),
      D: fill('aws_iam_user_password_age_days', users),
      E: date('aws_iam_user_password_last_used_timestamp_seconds', users),
      F: fill('aws_iam_user_password_idle_days', users),
      G: fill('aws_iam_user_password_never_used', users),
      H: date('aws_iam_user_password_next_rotation_timestamp_seconds', users),
      I: date('aws_iam_user_created_timestamp_seconds', users),
    },
    columns: [
      ...WHOSE,
      { field: 'Value #I', title: 'User created', ...DATE },
      {
        field: 'Value #A',
        title: 'Password',
        width: 100,
        mappings: [zeroOrOne(['none', 'neutral'], ['enabled', 'neutral'])],
      },
      { field: 'Value #B', title: 'MFA', width: 80, mappings: [zeroOrOne(['no MFA', 'neutral'], ['on', 'ok'])] },
      { field: 'Value #C', title: 'Changed', ...DATE },
      { field: 'Value #D', title: 'Age', width: 100, unit: DAYS },
      { field: 'Value #G', title: 'Use', width: 100, mappings: [USED] },
      { field: 'Value #E', title: 'Last used', ...DATE },
      { field: 'Value #F', title: 'Idle', width: 100, unit: DAYS },
      { field: 'Value #H', title: 'Has to change by', ...DATE },
    ],
    sort: { field: 'Value #A', descending: true },
    inWords: [{ text: 'the report does not say whether there is a password', where: CHOSEN_USER }],
    noData: NO_SUCH_USER,
    height,
  });
}
