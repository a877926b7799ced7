import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_USER, ofChosenAccounts } from '../promql.ts';
import { limits } from '../rank.ts';
import { NO_NUMBER, zeroOrOne } from '../thresholds.ts';
import { about, AGE_COLUMN, DAY_COLUMN, LIMIT_COLUMN, MFA, NEVER, NO_SUCH_USER } from './credential-columns.ts';
import { fill, type Rows, top } from './rows.ts';
import { table } from './table.ts';

const USER = 'account_id, user';
const { of, date } = about(USER);
const rows: Rows = { identity: USER, all: of('aws_iam_user_password_enabled') };
const filled = (expr: string) => fill(rows, expr);
const lastUsed = `(${date('aws_iam_user_password_last_used_timestamp_seconds')} or ${NO_NUMBER.none} * (${of('aws_iam_user_password_never_used')} > 0))`;
const limit = limits('user=~"$users",check="password-unused"', USER);

export function passwordsTable(height: number): Panel {
  return table({
    title: 'Password and MFA',
    description:
      'The console password of the user: since when, when it was last used to sign in, how many days it lay idle at the time of the report, and when the password policy wants a new one. A limit is there only where an open finding says that the password exceeds it.',
    queries: {
      A: ofChosenAccounts(top(rows)),
      B: filled(of('aws_iam_user_mfa_active')),
      C: filled(date('aws_iam_user_password_last_changed_timestamp_seconds')),
      D: filled(of('aws_iam_user_password_age_days')),
      E: filled(lastUsed),
      F: filled(of('aws_iam_user_password_idle_days')),
      G: filled(limit),
      H: filled(date('aws_iam_user_password_next_rotation_timestamp_seconds')),
      I: filled(date('aws_iam_user_created_timestamp_seconds')),
    },
    columns: [
      {
        field: 'Value #A',
        title: 'Password',
        minWidth: 100,
        mappings: [zeroOrOne(['none', 'neutral'], ['enabled', 'neutral'])],
      },
      { field: 'Value #B', title: 'MFA', width: 80, mappings: [MFA] },
      { field: 'Value #C', title: 'Changed', ...DAY_COLUMN },
      { field: 'Value #D', title: 'Age', ...AGE_COLUMN },
      { field: 'Value #E', title: 'Last used', ...DAY_COLUMN, mappings: [NEVER] },
      { field: 'Value #F', title: 'Idle', ...AGE_COLUMN },
      { field: 'Value #G', title: 'Idle limit', ...LIMIT_COLUMN },
      { field: 'Value #H', title: 'Has to change by', ...DAY_COLUMN, width: 145 },
      { field: 'Value #I', title: 'User created', ...DAY_COLUMN, width: 115 },
    ],
    sort: [{ field: 'Value #A', descending: true }],
    inWords: [{ text: 'the report does not say whether there is a password', where: CHOSEN_USER }],
    noData: NO_SUCH_USER,
    height,
  });
}
