import { type DashboardLink, DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { checkPage, DOCUMENTATION } from '../src/model/documentation.ts';
import { inSight } from './in-sight.ts';

/** Titles stand beside the name of their folder, and alone where there is none. */
export const BOARDS = {
  overview: { uid: 'iam-credential-overview', title: 'IAM overview' },
  account: { uid: 'iam-credential-account', title: 'IAM account' },
  user: { uid: 'iam-credential-user', title: 'IAM user' },
  'access-keys': { uid: 'iam-credential-access-keys', title: 'IAM access keys' },
  activity: { uid: 'iam-credential-activity', title: 'IAM activity' },
  'exporter-health': { uid: 'iam-credential-exporter-health', title: 'IAM credential exporter' },
} as const;
export type BoardName = keyof typeof BOARDS;

export interface DataLink {
  readonly title: string;
  readonly url: string;
  readonly targetBlank?: boolean;
}

const DATA_SOURCE = '${datasource:queryparam}';

/** By which boards find each other. */
export const TAG = 'iam-credential-exporter';

/** One drop-down of all boards at the top, for the same choices and time. */
export function boardLinks(): { build(): DashboardLink }[] {
  const link = new DashboardLinkBuilder('Boards')
    .type(DashboardLinkType.Dashboards)
    .tags([TAG])
    .asDropdown(true)
    .includeVars(true)
    .keepTime(true);
  return [inSight(link)];
}

const CARRIED = `${DATA_SOURCE}&\${__url_time_range}`;
/** percentencode: the characters + and & of a name would else mean something to the address. */
const ACCOUNT = 'var-account=${__data.fields.account_name:percentencode}';
const USER = 'var-user=${__data.fields.user:percentencode}';

/** From a row with the column `account_name`. */
export const ACCOUNT_LINK: DataLink = {
  title: 'Account board',
  url: `/d/${BOARDS.account.uid}?${CARRIED}&${ACCOUNT}`,
};

/** From a board of one account. */
export const ACTIVITY_LINK: DataLink = {
  title: 'Activity: what happened to credentials lately',
  url: `/d/${BOARDS.activity.uid}?${CARRIED}&var-accounts=\${account:percentencode}`,
};

/** From a row with the columns `account_name` and `user`. */
export const USER_LINK: DataLink = {
  title: 'User board: every credential, and what to do',
  url: `/d/${BOARDS.user.uid}?${CARRIED}&${ACCOUNT}&${USER}`,
};

/** On the board of users, to another user of the same account. */
export const USER_CHOICE_LINK: DataLink = { title: 'Show this user', url: USER_LINK.url };

/** The same where the row may be about an account as a whole, which the column `board` says. */
export const FINDING_LINK: DataLink = {
  title: 'Board of the user or the account: what to do',
  url: `/d/\${__data.fields.board:raw}?${CARRIED}&${ACCOUNT}&${USER}`,
};

/** Adds the label `board`: whose it is, the user's or the account's, is also whose board says more. */
export function withBoard(expr: string): string {
  const ofAccounts = `label_replace(${expr}, "board", "${BOARDS.account.uid}", "user", "")`;
  return `label_replace(${ofAccounts}, "board", "${BOARDS.user.uid}", "user", ".+")`;
}

/** From a row with the column `chosen_owner`: an owner, or All where there is none. Its findings were counted below the chosen units. */
export const OWNER_LINK: DataLink = {
  title: 'Overview of this owner',
  url: `/d/${BOARDS.overview.uid}?${CARRIED}&\${ou:queryparam}&var-accounts=$__all&var-owner=\${__data.fields.chosen_owner:percentencode}`,
};

/** From a row with the column `ou`, whose findings are those of the chosen owners. */
export const UNIT_LINK: DataLink = {
  title: 'Overview of this organizational unit',
  url: `/d/${BOARDS.overview.uid}?${CARRIED}&\${owner:queryparam}&var-accounts=$__all&var-ou=\${__data.fields.ou:percentencode}`,
};

/** From a row with the column `check`. */
export const CHECK_LINK: DataLink = {
  title: 'What the check means, and how to fix it',
  url: checkPage('${__data.fields.check:percentencode}'),
  targetBlank: true,
};

/** From a row with the column `runbook`: the name of its alert, or README for a finding without one. */
export const RUNBOOK_LINK: DataLink = {
  title: 'Runbook: what to do, step by step',
  url: `${DOCUMENTATION}/runbooks/\${__data.fields.runbook:raw}.md`,
  targetBlank: true,
};

/** From a row with the column `reason`: why refreshes failed. */
export const REASON_LINK: DataLink = {
  title: 'What the reason means, and what to do',
  url: `${DOCUMENTATION}/troubleshooting.md`,
  targetBlank: true,
};
