/** What the tables of passwords, access keys and certificates have in common. */
import { CONSOLE_LINK } from '../console-link.ts';
import { ACCOUNT_LINK, USER_LINK } from '../links.ts';
import { CHOSEN_USERS, collapse, earliest } from '../promql.ts';
import { EXCEEDED, inWords, zeroOrOne } from '../thresholds.ts';
import { DATE, DAYS } from '../units.ts';
import { now } from '../when.ts';
import type { Column } from './table.ts';

export const DAY_COLUMN = { unit: DATE, width: 105 } as const;
/** AWS has recorded no use. */
export const NEVER = inWords({ none: 'never' });
export const AGE_COLUMN = { unit: DAYS, width: 95 } as const;
/** Of an open finding: it is there only where it is exceeded. */
export const LIMIT_COLUMN = { unit: DAYS, width: 90, thresholds: EXCEEDED } as const;
export const ACTIVE = zeroOrOne(['inactive', 'neutral'], ['active', 'neutral']);
export const MFA = zeroOrOne(['no MFA', 'neutral'], ['on', 'neutral']);

export const NO_SUCH_USER = 'no data: the user is not there, or nothing was read';

export const ACCOUNT_COLUMN: Column = {
  field: 'account_name',
  title: 'Account',
  width: 170,
  links: [ACCOUNT_LINK],
  filterable: true,
};
export const OWNER_COLUMN: Column = { field: 'owner', title: 'Owner', width: 105, filterable: true };

/** Whose it is, and the way to its board and to the console. The query A has the label `console`. */
export const USER_COLUMNS: readonly Column[] = [
  { field: 'user', title: 'User', minWidth: 150, links: [USER_LINK, CONSOLE_LINK], filterable: true },
  { field: 'console', title: 'Console', hidden: true },
];

/** Queries about the chosen users' series with these labels. */
export function about(labels: string) {
  return {
    of: (family: string) => collapse(labels, now(family, CHOSEN_USERS)),
    /** A time, in the milliseconds that Grafana wants: of several the earliest, which goes with the largest age. */
    date: (family: string) => `${earliest(labels, now(family, CHOSEN_USERS))} * 1000`,
  };
}
