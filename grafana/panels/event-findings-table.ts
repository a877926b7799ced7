import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { SEVERITIES, severityRank } from '../../src/model/finding.ts';
import { ACCOUNT_LINK, CHECK_LINK, FINDING_LINK, RUNBOOK_LINK, withBoard } from '../links.ts';
import { anyCheckFindings, CHOSEN_ACCOUNTS, collapse, ofChecks, ofChosenAccounts, READ } from '../promql.ts';
import { bySeverity, FINDING, severityInOrder, withSeverityInOrder, withSubject } from '../rank.ts';
import { severityColours } from '../thresholds.ts';
import { OF_THE_WATCH, readsEvents, WATCH_IS_OFF, WATCHED } from '../watch.ts';
import { now } from '../when.ts';
import { OWNER_COLUMN } from './credential-columns.ts';
import { withRunbook } from './findings-table.ts';
import { orNoRow, type Rows, top } from './rows.ts';
import { table } from './table.ts';

/** More than any moment. */
const RANK_WIDTH = 1e11;
const begins = bySeverity(SEVERITIES, (severity) => (SEVERITIES.length - severityRank(severity)) * RANK_WIDTH);
const when = collapse(FINDING, now('aws_iam_finding_event_timestamp_seconds', CHOSEN_ACCOUNTS));
/** The worst first, and of those the newest. */
const rows: Rows = { identity: FINDING, all: when, rank: `${when} + on (severity) group_left () ${begins}` };

/** Open findings of the checks that read events. */
export function eventFindingsTable(title: string, height: number): Panel {
  const counted = (status: 'open' | 'unknown') => `max(${anyCheckFindings(status, OF_THE_WATCH)})`;
  const titled = `(${top(rows)}) * on (check) group_left (title) ${ofChecks('title')}`;
  const row = (expr: string) => withSeverityInOrder(SEVERITIES, withSubject(expr));
  return table({
    title,
    description:
      'Open findings of the checks that read events, the most urgent first. A finding ends when withinHours of its check have passed since the event; to end it sooner is no fix. The title links to what it means and what to do.',
    queries: {
      A: row(withRunbook(withBoard(ofChosenAccounts(titled)), readsEvents)),
      B: orNoRow('check', row(`${when} * 1000 and on (${FINDING}) ${top(rows)}`)),
    },
    onlyRowsOfA: true,
    columns: [
      { field: 'severity', title: 'Severity', width: 85, mappings: [severityColours(severityInOrder)] },
      { field: 'title', title: 'Finding', minWidth: 280, links: [CHECK_LINK, RUNBOOK_LINK], filterable: true },
      { field: 'account_name', title: 'Account', width: 190, links: [ACCOUNT_LINK], filterable: true },
      { ...OWNER_COLUMN, width: 130 },
      { field: 'user', title: 'User', minWidth: 200, links: [FINDING_LINK], filterable: true },
      { field: 'Value #B', title: 'When', width: 160, unit: 'dateTimeAsIso' },
      { field: 'check', title: 'Check', hidden: true },
      { field: 'board', title: 'Board', hidden: true },
      { field: 'runbook', title: 'Runbook', hidden: true },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'title' }, { field: 'account_name' }, { field: 'user' }],
    inWords: [
      {
        text: 'open findings, but the metrics name no user: metrics.perUser is false',
        where: `${counted('open')} > 0`,
      },
      { text: WATCH_IS_OFF, where: `(${READ} unless on () group(${WATCHED}))` },
      { text: 'no open finding so far: the watch has not looked everywhere yet', where: `${counted('unknown')} > 0` },
      { text: 'no open finding', where: counted('open') },
      { text: 'not read yet, or no check that reads events is enabled', where: READ },
    ],
    noData: 'no data: nothing was read',
    height,
  });
}
