import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { ACCOUNT_LINK } from '../links.ts';
import { CHOSEN_ACCOUNTS, countFindings, labelled, ofChosenAccounts, READ } from '../promql.ts';
import { someOfAll } from '../some-of-all.ts';
import { byPattern, inWords, names, NO_NUMBER } from '../thresholds.ts';
import { AGO } from '../units.ts';
import { now } from '../when.ts';
import { COMPLETE, OF_THE_WATCH, READ_UNTIL, REGION, WATCHED } from '../watch.ts';
import { OWNER_COLUMN } from './credential-columns.ts';
import { fillAll, type Rows, top } from './rows.ts';
import { countStat, labelStat, stat } from './stat.ts';
import { table } from './table.ts';

const OFF = 'the watch is off';
const orWhy = (expr: string) =>
  `${expr} or on () ${NO_NUMBER.unknown} * group(${WATCHED}) or on () ${NO_NUMBER.off} * ${READ}`;

const ACCOUNTS = `group by (account_id) (${now('aws_iam_account_info', CHOSEN_ACCOUNTS)})`;

/** Whether it is on, and whether "nothing happened" means something: 24 wide. */
export function watchState(): Panel[] {
  return [
    labelStat({
      title: 'Accounts watched',
      description:
        'Of how many accounts the configuration turns on the fact activity: only of these the exporter reads what happened.',
      expr: `${someOfAll('watched', `count(${WATCHED})`, `count(${ACCOUNTS})`)} or on () ${labelled(READ, 'watched', OFF)}`,
      label: 'watched',
      mappings: byPattern([String.raw`/^([\d,]+) of \1$/`, 'ok'], ['/ of |off/', 'neutral']),
      width: 6,
    }),
    stat({
      title: 'Read to the end until',
      description:
        'Up to when the exporter has read all events that it looks for, in the region that is furthest behind. Regions of which no look has ended yet are not counted: the table names them. AWS delivers some events late.',
      expr: orWhy(`min(${READ_UNTIL}) * 1000`),
      unit: AGO,
      mappings: [inWords({ unknown: 'no look has ended', off: OFF })],
      width: 6,
    }),
    countStat({
      title: 'Regions not read to the end',
      description:
        'Regions of accounts whose events the exporter did not read to the end when it last asked: AWS refused, throttled or did not answer, there were too many, or the log group has no record of the account from the last hour. "Nothing happened" is not known there. The log says why.',
      expr: orWhy(`sum(1 - ${COMPLETE})`),
      otherwise: 'warning',
      mappings: [inWords({ unknown: 'not read yet', off: OFF })],
      width: 6,
    }),
    countStat({
      title: 'Findings of the watch',
      description: 'Open findings of the checks that read events. The table below lists them.',
      expr: `(${countFindings('open', OF_THE_WATCH)}) and on () group(${WATCHED}) or on () ${NO_NUMBER.off} * ${READ}`,
      otherwise: 'neutral',
      mappings: [inWords({ none: 'no check', off: OFF })],
      width: 6,
    }),
  ];
}

/** Of a row without a region. */
const ofAccounts = (rows: string) => labelled(`(${rows})`, 'region', '–');
const notYet = (state: number) => ofAccounts(`${state} * (${WATCHED} unless on (account_id) ${COMPLETE})`);
const off = (state: number) => ofAccounts(`${state} * (${ACCOUNTS} unless on (account_id) ${WATCHED})`);

/** The furthest behind first: not to the end, not yet, to the end, off; of those that are alike, the one that was read least. */
const behind = [
  `(4e10 - 3e10 * ${COMPLETE}) - on (${REGION}) (${READ_UNTIL} or 0 * ${COMPLETE})`,
  notYet(3e10),
  off(5e9),
];
const STATE = [COMPLETE, notYet(2), off(3)].join(' or ');
export const regionRows: Rows = { identity: REGION, all: `(${STATE})`, rank: `(${behind.join(' or ')})` };

export function watchTable(title: string, height: number): Panel {
  return table({
    title,
    description:
      'Every region in which the exporter looks for events, the furthest behind first: whether it read them to the end when it last asked, and up to when it has read all of them. IAM and sign-ins of root are recorded in one region, sign-ins of users and stopped trails in others too. The variable Rows says how many rows are shown.',
    queries: {
      A: ofChosenAccounts(top(regionRows)),
      B: regionRows.all,
      C: fillAll(regionRows, `${READ_UNTIL} * 1000`),
    },
    onlyRowsOfA: true,
    columns: [
      { field: 'account_name', title: 'Account', minWidth: 190, links: [ACCOUNT_LINK], filterable: true },
      { ...OWNER_COLUMN, width: 150 },
      { field: 'region', title: 'Region', width: 160, filterable: true },
      {
        field: 'Value #B',
        title: 'Last look',
        width: 160,
        mappings: [
          names(['not to the end', 'warning'], ['to the end', 'ok'], ['not yet', 'neutral'], [OFF, 'neutral']),
        ],
      },
      { field: 'Value #C', title: 'Read until', width: 160, unit: AGO, empty: 'never to the end' },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'account_name' }, { field: 'region' }],
    noData: 'no data: nothing was read',
    height,
  });
}
