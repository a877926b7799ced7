import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CONSOLE_LINK, withConsole } from '../console-link.ts';
import { ACCOUNT_LINK, USER_LINK } from '../links.ts';
import { CHOSEN_ACCOUNTS, CHOSEN_IDS, collapse, collapseInfo, ofChosenAccounts, only } from '../promql.ts';
import { NEUTRAL, none, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { table } from './table.ts';
import { DAYS } from '../units.ts';

const USER = 'account_id, user';
const YES_NO = zeroOrOne(['no', 'neutral'], ['yes', 'neutral']);

const of = (family: string) => collapse(USER, `${family}{${CHOSEN_IDS}}`);
const info = collapseInfo(USER, 'kind', `aws_iam_user_info{${CHOSEN_IDS}}`);
const openFindings = `count by (${USER}) (${collapse(`${USER}, key, check`, `aws_iam_finding{${CHOSEN_ACCOUNTS},user!=""}`)})`;
const users = `topk($limit, ${openFindings} or ${of('aws_iam_user_info')} * 0)`;
const fill = (family: string) => only(of(family), USER, users);
const activeKeys = `sum by (${USER}) (${collapse(`${USER}, key`, `aws_iam_access_key_active{${CHOSEN_IDS}}`)})`;

/** The auditor's list: every user, what it can sign in with, and how old that is. */
export function usersTable(height: number): Panel {
  return table({
    title: 'Users, those with the most findings first',
    description:
      'Every user of the report with its kind, MFA, password and access keys. If metrics.perUser is false, only root. The variable Rows says how many users are shown, the panel Users in the reports says how many there are. The name links to every credential of the user.',
    queries: {
      A: withConsole(ofChosenAccounts(`${users} * on (${USER}) group_left (kind) ${info}`)),
      B: `(${fill('aws_iam_user_created_timestamp_seconds')}) * 1000`,
      C: fill('aws_iam_user_mfa_active'),
      D: fill('aws_iam_user_password_enabled'),
      E: fill('aws_iam_user_password_age_days'),
      F: fill('aws_iam_user_password_unused_days'),
      G: only(activeKeys, USER, users),
      H: fill('aws_iam_user_mfa_disabled'),
    },
    columns: [
      { field: 'user', title: 'User', links: [USER_LINK, CONSOLE_LINK] },
      { field: 'kind', title: 'Kind', width: 90 },
      { field: 'account_name', title: 'Account', width: 140, links: [ACCOUNT_LINK] },
      { field: 'Value #A', title: 'Open findings', width: 120, mappings: [ZERO_IS_NONE], thresholds: none('neutral') },
      { field: 'Value #B', title: 'Created', width: 170, unit: 'dateTimeAsIso' },
      { field: 'Value #C', title: 'MFA', width: 80, empty: 'unknown', mappings: [YES_NO] },
      { field: 'Value #D', title: 'Password', width: 90, empty: 'unknown', mappings: [YES_NO] },
      {
        field: 'Value #H',
        title: 'Password without MFA',
        width: 170,
        empty: 'unknown',
        mappings: [zeroOrOne(['no', 'ok'], ['yes', 'warning'])],
      },
      { field: 'Value #E', title: 'Password age', width: 130, unit: DAYS, empty: 'none or unknown' },
      { field: 'Value #F', title: 'Password unused', width: 130, unit: DAYS, empty: 'none or unknown' },
      { field: 'Value #G', title: 'Active keys', width: 100, empty: 'no key', thresholds: NEUTRAL },
      { field: 'console', title: 'Console', hidden: true },
    ],
    sort: { field: 'Value #A', descending: true },
    noData: 'no data: the exporter has read nothing',
    height,
  });
}
