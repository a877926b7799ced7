import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CLOUDTRAIL_LINK, withCloudTrail } from '../cloudtrail-link.ts';
import { EVENT_IN_WORDS } from '../event-words.ts';
import { ACCOUNT_LINK, FINDING_LINK, withBoard } from '../links.ts';
import { named, ofChosenAccounts } from '../promql.ts';
import { lastEvents, noEvent } from '../watch.ts';
import { OWNER_COLUMN } from './credential-columns.ts';
import { type Rows, top } from './rows.ts';
import { table } from './table.ts';

const EVENT = 'account_id, user, event';
export const eventRows: Rows = { identity: EVENT, all: lastEvents(EVENT) };
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
