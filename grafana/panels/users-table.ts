import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CONSOLE_LINK, withConsole } from '../console-link.ts';
import type { DataLink } from '../links.ts';
import { CHOSEN_IDS, collapse, collapseInfo, ofChosenAccounts } from '../promql.ts';
import { findings, weighed } from '../rank.ts';
import { NEUTRAL, none, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { now } from '../when.ts';
import { AGE_COLUMN, DAY_COLUMN } from './credential-columns.ts';
import { fill, type Rows, top } from './rows.ts';
import { type Column, type Table, table } from './table.ts';

const USER = 'account_id, user';
const YES_NO = zeroOrOne(['no', 'neutral'], ['yes', 'neutral']);
const NO_DATA = 'no data: nothing was read';

const of = (family: string) => collapse(USER, now(family, CHOSEN_IDS));
const users = of('aws_iam_user_info');
const open = findings('user!=""', `${USER}, key, check, severity`);
/** By severity, and then by count; those without a finding are rows too. */
export const userRows: Rows = {
  identity: USER,
  all: users,
  rank: `(${weighed(USER, open)} or ${users} * 0 - 1) and on (${USER}) ${users}`,
};
const filled = (expr: string) => fill(userRows, expr);
const orNone = (expr: string) => `(${expr} or ${users} * 0)`;
const count = (matchers: string) => `count by (${USER}) (${findings(matchers, `${USER}, key, check`)})`;
const activeKeys = `sum by (${USER}) (${collapse(`${USER}, key`, now('aws_iam_access_key_active', CHOSEN_IDS))})`;
const kinds = collapseInfo(USER, 'kind', now('aws_iam_user_info', CHOSEN_IDS));
const A = withConsole(ofChosenAccounts(`${top(userRows)} * on (${USER}) group_left (kind) ${kinds}`));

const SORT: Table['sort'] = [{ field: 'Value #A', descending: true }, { field: 'user' }];
const HIDDEN: readonly Column[] = [
  { field: 'account_name', title: 'Account', hidden: true },
  { field: 'console', title: 'Console', hidden: true },
  { field: 'Value #A', title: 'Rank', hidden: true },
];
const name = (links: readonly DataLink[]): Column => ({
  field: 'user',
  title: 'User',
  minWidth: 160,
  links,
  filterable: true,
});
const KIND: Column = { field: 'kind', title: 'Kind', width: 85, filterable: true };

/** The auditor's list: every user, what it can sign in with, and how old that is. */
export function usersTable(title: string, height: number, link: DataLink): Panel {
  return table({
    title,
    description:
      'Every user of the report with its kind, MFA, password and access keys: those with a critical finding first, then by the number of findings. If metrics.perUser is false, only root. The variable Rows says how many users are shown. The name leads to every credential of the user.',
    queries: {
      A,
      B: filled(orNone(count('user!=""'))),
      C: filled(of('aws_iam_user_mfa_active')),
      D: filled(of('aws_iam_user_password_enabled')),
      E: filled(of('aws_iam_user_mfa_disabled')),
      F: filled(of('aws_iam_user_password_age_days')),
      G: filled(of('aws_iam_user_password_unused_days')),
      H: filled(activeKeys),
      I: filled(`${of('aws_iam_user_created_timestamp_seconds')} * 1000`),
    },
    columns: [
      name([link, CONSOLE_LINK]),
      KIND,
      { field: 'Value #B', title: 'Open findings', width: 125, mappings: [ZERO_IS_NONE], thresholds: none('neutral') },
      { field: 'Value #C', title: 'MFA', width: 80, empty: 'unknown', mappings: [YES_NO] },
      { field: 'Value #D', title: 'Password', width: 90, empty: 'unknown', mappings: [YES_NO] },
      { field: 'Value #E', title: 'Without MFA', width: 115, empty: 'unknown', mappings: [YES_NO] },
      { field: 'Value #F', title: 'Password age', ...AGE_COLUMN, width: 120 },
      { field: 'Value #G', title: 'Not used for', ...AGE_COLUMN, width: 115 },
      { field: 'Value #H', title: 'Active keys', width: 105, empty: 'no key', thresholds: NEUTRAL },
      { field: 'Value #I', title: 'Created', ...DAY_COLUMN },
      ...HIDDEN,
    ],
    sort: SORT,
    noData: NO_DATA,
    height,
  });
}

/** To choose one of them. */
export function userChoice(title: string, height: number, link: DataLink): Panel {
  return table({
    title,
    description:
      'The users of the chosen account, those with a critical finding first, then by the number of findings. Click on a name: the panels below are about this user.',
    queries: {
      A,
      B: filled(orNone(count('user!="",severity="critical"'))),
      C: filled(orNone(count('user!="",severity="warning"'))),
      D: filled(orNone(count('user!="",severity="info"'))),
    },
    columns: [
      name([link]),
      KIND,
      { field: 'Value #B', title: 'Critical', width: 85, mappings: [ZERO_IS_NONE], thresholds: none('critical') },
      { field: 'Value #C', title: 'Warning', width: 85, mappings: [ZERO_IS_NONE], thresholds: none('warning') },
      { field: 'Value #D', title: 'Info', width: 85, mappings: [ZERO_IS_NONE], thresholds: none('info') },
      ...HIDDEN,
    ],
    sort: SORT,
    noData: NO_DATA,
    height,
  });
}
