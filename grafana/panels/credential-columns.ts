/** What the tables of passwords, access keys and certificates have in common. */
import { CONSOLE_LINK } from '../console-link.ts';
import { ACCOUNT_LINK, USER_LINK } from '../links.ts';
import { CHOSEN_USERS, collapse, earliest, only } from '../promql.ts';
import { zeroOrOne } from '../thresholds.ts';
import type { Column } from './table.ts';

export const DATE = { unit: 'dateTimeAsIso', width: 170 } as const;
export const ACTIVE = zeroOrOne(['inactive', 'neutral'], ['active', 'ok']);
export const USED = zeroOrOne(['used', 'neutral'], ['never used', 'warning']);

export const NO_SUCH_USER = 'no data: no such user, or the exporter has read nothing';

/** Whose it is. The query A has the label `console`. */
export const WHOSE: readonly Column[] = [
  { field: 'user', title: 'User', links: [USER_LINK, CONSOLE_LINK] },
  { field: 'account_name', title: 'Account', width: 140, links: [ACCOUNT_LINK] },
  { field: 'owner', title: 'Owner', width: 120 },
  { field: 'console', title: 'Console', hidden: true },
];

/** Queries about the chosen users' series with these labels. */
export function about(labels: string) {
  const selector = (family: string) => `${family}{${CHOSEN_USERS}}`;
  const of = (family: string) => collapse(labels, selector(family));
  return {
    of,
    /** A column of a table with these rows. */
    fill: (family: string, rows: string) => only(of(family), labels, rows),
    /** The same for a time, in the milliseconds that Grafana wants: of several the earliest, which goes with the largest age. */
    date: (family: string, rows: string) => `(${only(earliest(labels, selector(family)), labels, rows)}) * 1000`,
  };
}
