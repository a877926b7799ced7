import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { EventKind } from '../../src/model/facts/activity.ts';
import { CLOUDTRAIL_LINK, withCloudTrail } from '../cloudtrail-link.ts';
import { EVENT_IN_WORDS } from '../event-words.ts';
import { ACCOUNT_LINK, FINDING_LINK, withBoard } from '../links.ts';
import { named, ofChosenAccounts } from '../promql.ts';
import { lastEvents, noEvent } from '../watch.ts';
import { OWNER_COLUMN } from './credential-columns.ts';
import { type Rows, top } from './rows.ts';
import { table } from './table.ts';

const EVENT = 'account_id, user, event';
/** Kinds of which each event is of another kind too, which then says nothing more. */
const MORE_EXACT: Readonly<Partial<Record<EventKind, EventKind>>> = {
  sign_in_without_mfa: 'sign_in',
  access_key_created_for_other: 'access_key_created',
};
const last = lastEvents(EVENT);
const saidTwice = Object.entries(MORE_EXACT).reduce(
  (found, [exact, general]) => `label_replace(${found}, "event", "${general}", "event", "${exact}")`,
  lastEvents(EVENT, Object.keys(MORE_EXACT).join('|')),
);
export const eventRows: Rows = {
  identity: EVENT,
  all: `(${last} unless on (${EVENT}) (${last} == on (${EVENT}) ${saidTwice}))`,
};
const row = (expr: string) => named(expr, 'user', 'not named');

/** What happened to credentials, the newest first. */
export function eventsTable(title: string, height: number): Panel {
  return table({
    title,
    description:
      'What happened in the time range, the newest first: each kind of event once for each user, with its last time. What happened links to the records of CloudTrail with the filter set (sign in to that account first): they say who did it, and from where. A sign-in may be recorded in another region than the link shows. The user is whom it happened to. "not named": it happened to no user or to one whom nobody knows, or metrics.perUser is false. The exporter keeps an event for 7 days. The variable Rows says how many events are shown.',
    queries: {
      A: row(withBoard(withCloudTrail(ofChosenAccounts(top(eventRows))))),
      B: row(`${top(eventRows)} * 1000`),
    },
    columns: [
      { field: 'Value #B', title: 'When', width: 160, unit: 'dateTimeAsIso' },
      { field: 'account_name', title: 'Account', width: 190, links: [ACCOUNT_LINK], filterable: true },
      { ...OWNER_COLUMN, width: 130 },
      {
        field: 'event',
        title: 'What happened',
        minWidth: 250,
        mappings: [EVENT_IN_WORDS],
        links: [CLOUDTRAIL_LINK],
        filterable: true,
      },
      { field: 'user', title: 'User', minWidth: 200, links: [FINDING_LINK], filterable: true },
      { field: 'board', title: 'Board', hidden: true },
      { field: 'cloudtrail', title: 'CloudTrail', hidden: true },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'account_name' }, { field: 'user' }, { field: 'event' }],
    inWords: noEvent('nothing happened'),
    noData: 'no data: nothing was read',
    height,
  });
}
