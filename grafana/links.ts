import { type DashboardLink, DashboardLinkBuilder, DashboardLinkType } from '@grafana/grafana-foundation-sdk/dashboard';
import { inSight } from './in-sight.ts';

export const BOARDS = {
  overview: { uid: 'iam-credential-overview', title: 'AWS IAM credentials / Overview' },
  account: { uid: 'iam-credential-account', title: 'AWS IAM credentials / Account' },
  user: { uid: 'iam-credential-user', title: 'AWS IAM credentials / User' },
  'access-keys': { uid: 'iam-credential-access-keys', title: 'AWS IAM credentials / Access keys' },
  'exporter-health': { uid: 'iam-credential-exporter-health', title: 'AWS IAM credentials / Exporter health' },
} as const;
export type BoardName = keyof typeof BOARDS;

export interface DataLink {
  readonly title: string;
  readonly url: string;
  readonly targetBlank?: boolean;
}

const DATA_SOURCE = '${datasource:queryparam}';

/**
 * The row of links at the top: every other board, for the same accounts and time. `withAll` names the variables of this board that can
 * be All: a board of one account or user would take that for a name, or for each of them at once, so it begins with its first one.
 */
export function boardLinks(from: BoardName, withAll: readonly string[]): { build(): DashboardLink }[] {
  return Object.entries(BOARDS)
    .filter(([name]) => name !== from)
    .map(([name, { uid, title }]) => {
      const carries = !(/^(account|user)$/.test(name) && withAll.includes(name));
      return inSight(
        new DashboardLinkBuilder(title.split(' / ').at(-1) ?? title)
          .type(DashboardLinkType.Link)
          .url(carries ? `/d/${uid}` : `/d/${uid}?${DATA_SOURCE}`)
          .icon('dashboard')
          .tooltip(title)
          .includeVars(carries)
          .keepTime(true),
      );
    });
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

/** From a row with the columns `account_name` and `user`. */
export const USER_LINK: DataLink = {
  title: 'User board: every credential, and what to do',
  url: `/d/${BOARDS.user.uid}?${CARRIED}&${ACCOUNT}&${USER}`,
};

/** The same where the row may be about an account as a whole, which the column `board` says. */
export const FINDING_LINK: DataLink = {
  title: 'Board of the user or the account: what to do',
  url: `/d/\${__data.fields.board:raw}?${CARRIED}&${ACCOUNT}&${USER}`,
};

/** From a row with the column `chosen_owner`: an owner, or All where there is none. */
export const OWNER_LINK: DataLink = {
  title: 'Overview of this owner',
  url: `/d/${BOARDS.overview.uid}?${CARRIED}&var-account=$__all&var-owner=\${__data.fields.chosen_owner:percentencode}`,
};

const DOCS = 'https://github.com/iam-credential-exporter/iam-credential-exporter/blob/main/docs';

/** From a row with the column `check`. */
export const CHECK_LINK: DataLink = {
  title: 'What the check means, and how to fix it',
  url: `${DOCS}/checks.md#\${__data.fields.check:percentencode}`,
  targetBlank: true,
};
