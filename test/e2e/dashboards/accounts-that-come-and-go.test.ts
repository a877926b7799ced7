/** What Overview makes of accounts that come and go, and of exporters that disagree about one. */
import type { PanelStory } from '../support/board-promtool.ts';
import {
  configured,
  counted,
  found,
  info,
  ofReplica,
  ONE,
  TWO,
  THREE,
  tell,
  trended,
  type Stories,
} from '../support/board-stories.ts';

const missing = (series: PanelStory['series'], gives: number, owner: 'All' | string[] = 'All'): PanelStory => ({
  board: 'overview',
  panel: 'Accounts without a report',
  choices: { owner },
  series,
  at: '90m',
  gives: { '{}': gives },
});

const withoutReport: Stories = {
  'none: all have one': missing({ [configured('one')]: '0x90', [info(ONE, 'one')]: '1x90' }, 0),
  'one that had a report within the time range': missing(
    { [configured('one')]: '0x90', [info(ONE, 'one')]: '1x90', [info(TWO, 'two')]: '1x40 stale' },
    1,
  ),
  'not one whose report is out of the time range': missing(
    { [configured('one')]: '0x90', [info(ONE, 'one')]: '1x90', [info(TWO, 'two')]: '1x20 stale' },
    0,
  ),
  'one that was never read': missing(
    { [configured('one')]: '0x90', [configured('two')]: '0x90', [info(ONE, 'one')]: '1x90' },
    1,
  ),
  'one that a new pod has not read yet, once': missing(
    {
      [configured('one', 'old')]: '0x80 stale',
      [info(ONE, 'one', '', 'old')]: '1x80 stale',
      [configured('one', 'new')]: '_x85 0x10',
    },
    1,
  ),
  'not one that was given another name': missing(
    { [configured('new')]: '_x60 0x30', [info(ONE, 'old')]: '1x60 stale', [info(ONE, 'new')]: '_x60 1x30' },
    0,
  ),
  'all, when the exporter is gone': missing(
    { [info(ONE, 'one')]: '1x60 stale', [info(TWO, 'two')]: '1x60 stale', [configured('two')]: '0x60 stale' },
    2,
  ),
  'of the chosen owner, and those of whom nobody knows the owner': missing(
    {
      [configured('one')]: '0x90',
      [configured('two')]: '0x90',
      [configured('three')]: '0x90',
      [configured('four')]: '0x90',
      [info(ONE, 'one', 'payments')]: '1x90',
      [info(TWO, 'two', 'payments')]: '1x60 stale',
      [info(THREE, 'three', 'platform')]: '1x60 stale',
    },
    2,
    ['payments'],
  ),
};

const change = (series: PanelStory['series'], text: string): PanelStory => ({
  board: 'overview',
  panel: 'Change over the time range',
  series,
  at: '90m',
  gives: { [`{change="${text}"}`]: 1 },
});

const changes: Stories = {
  'less is below 0': change({ [counted(ONE, 'one')]: '5x60 3x30' }, '-2'),
  'more has a sign': change({ [counted(ONE, 'one')]: '3x60 11x30' }, '+8'),
  'an account that was added is not worse': change(
    { [counted(ONE, 'one')]: '5x90', [counted(TWO, 'two')]: '_x60 7x30' },
    '0',
  ),
  'an account that was lost is not better': change(
    { [counted(ONE, 'one')]: '5x90', [counted(TWO, 'two')]: '7x60 stale' },
    '0',
  ),
  'another name is no change': change({ [counted(ONE, 'old')]: '5x60 stale', [counted(ONE, 'new')]: '_x61 5x30' }, '0'),
};

/** One exporter calls the account and its owner otherwise than the other one. */
const disagreeing = {
  [info(ONE, 'one', 'payments', 'a')]: '1x90',
  [info(ONE, 'uno', 'platform', 'b')]: '1x90',
  [counted(ONE, 'one', 'payments', 'a')]: '5x90',
  [counted(ONE, 'uno', 'platform', 'b')]: '4x90',
  // The rules find one name for it.
  [trended(ONE, 'one', 'payments')]: '5x90',
  [trended(ONE, 'one', 'payments', 'access-key-unused')]: '5x90',
  [trended(ONE, 'uno', 'platform', 'access-key-unused')]: '4x90',
  [found(ONE, 'one', 'payments', 'a')]: '1x90',
  [found(ONE, 'uno', 'platform', 'b')]: '1x90',
  'aws_iam_check_info{check="access-key-unused",title="Unused",severity="warning"}': '1x90',
};
const total = (panel: string, gives: number, ask: (expr: string) => string): PanelStory => ({
  board: 'overview',
  panel,
  series: disagreeing,
  at: '90m',
  ask,
  gives: { '{}': gives },
});
const sum = (expr: string) => `sum(${expr})`;
const count = (expr: string) => `count(${expr})`;

const twoExporters: Stories = {
  'a count': total('Open: warning', 5, sum),
  'by severity': total('Open findings by severity', 5, sum),
  'by check': total('Open findings by check', 5, sum),
  'by owner': total('Open findings by owner', 5, sum),
  'by account': total('Open findings by account', 5, sum),
  'a row for the account': total('Accounts, the worst first', 1, count),
  'its warnings': { ...total('Accounts, the worst first', 5, sum), refId: 'C' },
  'a row for the owner': total('Owners, the worst first', 1, count),
  'a row for the check': total('Checks, the most findings first', 5, sum),
  'a row for the finding': total('Critical and warning findings, the worst first', 1, count),
};

/** The largest of the hour, at the end of which nothing has been scraped for a while. */
const history = (board: PanelStory['board'], panel: string, series: PanelStory['series'], by: string): PanelStory => ({
  board,
  panel,
  series,
  at: '90m',
  ask: (expr) => `max by (${by}) (max_over_time((${expr})[1h:1m])) >= 0`,
  gives: { [`{${by}="one"}`]: 5 },
});
const oneGone = {
  [info(ONE, 'one', 'one')]: '1x60 stale',
  [trended(ONE, 'one', 'one')]: '5x60 stale',
  [trended(ONE, 'one', 'one', 'access-key-unused')]: '5x60 stale',
};
const BUILD = ofReplica('iam_credential_exporter_build_info', 'exporter', 'a');
const ofReplicaOne = (family: string) => ofReplica(family, 'exporter', 'a', 'account_name="one",');

const outage: Stories = {
  'findings by account': history('overview', 'Open findings by account', oneGone, 'account_name'),
  'findings by owner': history('overview', 'Open findings by owner', oneGone, 'owner'),
  'findings by check': {
    ...history('overview', 'Open findings by check', oneGone, 'check'),
    gives: { '{check="access-key-unused"}': 5 },
  },
  durations: history(
    'exporter-health',
    'Duration of the refreshes',
    { [BUILD]: '1x60 stale', [ofReplicaOne('iam_credential_exporter_refresh_duration_seconds')]: '5x60 stale' },
    'account_name',
  ),
  ages: {
    ...history(
      'exporter-health',
      'Age of the reports',
      { [BUILD]: '1x60 stale', [ofReplicaOne('aws_iam_credential_report_generated_timestamp_seconds')]: '0x60 stale' },
      'account_name',
    ),
    gives: { '{account_name="one"}': 1 },
  },
};

tell({
  'what was before is shown while nothing is scraped': outage,
  'accounts without a report': withoutReport,
  'the change': changes,
  'exporters that disagree count once': twoExporters,
});
