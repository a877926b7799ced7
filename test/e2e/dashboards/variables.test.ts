/** What the hidden variables say: of which moment a board is, which accounts it is about, and which of them are away. */
import { describe, it } from '@jest/globals';
import { askVariable, type VariableStory } from '../support/board-promtool.ts';
import { configured, info, ofReplica, ONE, promtools, THREE, TWO } from '../support/board-stories.ts';

type Series = VariableStory['series'];
type Stories = Readonly<Record<string, VariableStory>>;

const BUILD = ofReplica('iam_credential_exporter_build_info', 'exporter', 'a');

const asOf = (series: Series, moment: number): VariableStory => ({
  board: 'overview',
  variable: 'as_of',
  series,
  at: '90m',
  gives: { '{}': moment },
});
const moments: Stories = {
  'now, while the exporter is scraped': asOf({ [BUILD]: '1x90' }, 5400),
  'the last scrape, when it is gone': asOf({ [BUILD]: '1x60 stale' }, 3600),
  'the last scrape of the one that was there last': asOf(
    { [BUILD]: '1x20 stale', [BUILD.replace('"exporter"', '"other"')]: '1x60 stale' },
    3600,
  ),
  'now, if there never was one': asOf({}, 5400),
};

const ids = (choices: VariableStory['choices'], gives: VariableStory['gives'], series: Series = {}): VariableStory => ({
  board: 'overview',
  variable: 'account_id',
  choices: { ...choices },
  series: { [info(ONE, 'one', 'payments')]: '1x90', [info(TWO, 'two')]: '1x90', ...series },
  at: '90m',
  ask: (expr) => `group by (account_id) (${expr})`,
  gives,
});
const accounts: Stories = {
  'All are one pattern, and no list': ids({}, { '{account_id=".*"}': 1 }),
  'those of an owner': ids({ owner: ['payments'] }, { [`{account_id="${ONE}"}`]: 1 }),
  'those that are chosen': ids({ accounts: ['two'] }, { [`{account_id="${TWO}"}`]: 1 }),
  'one that was there in the time range': ids(
    { accounts: ['three'] },
    { [`{account_id="${THREE}"}`]: 1 },
    { [info(THREE, 'three')]: '1x60 stale' },
  ),
};

const away = (series: Series, account: string): VariableStory => ({
  board: 'overview',
  variable: 'away',
  series,
  at: '90m',
  gives: { [`{account_id="${account}"}`]: 1 },
});
const there = { [BUILD]: '1x90', [configured('one')]: '0x90', [info(ONE, 'one')]: '1x90' };
const accountsAway: Stories = {
  'none, while all are there': away(there, 'none'),
  'one that the exporter has not read again': away(
    { ...there, [configured('two')]: '0x90', [info(TWO, 'two')]: '1x60 stale' },
    TWO,
  ),
  // As they are after a start of the exporter, until it has read them.
  'all, which are one pattern and no list': away(
    {
      [BUILD]: '1x90',
      [configured('one')]: '0x90',
      [configured('two')]: '0x90',
      [info(ONE, 'one')]: '1x60 stale',
      [info(TWO, 'two')]: '1x60 stale',
    },
    '.+',
  ),
  'none that left the configuration': away({ ...there, [info(TWO, 'two')]: '1x60 stale' }, 'none'),
  'none that another replica has': away(
    { ...there, [info(ONE, 'one', '', 'b')]: '1x60 stale', [configured('one', 'b')]: '0x90' },
    'none',
  ),
  'none that was given another name': away(
    { [configured('new')]: '0x90', [info(ONE, 'old')]: '1x60 stale', [info(ONE, 'new')]: '_x60 1x30' },
    'none',
  ),
  'one whose exporter is gone while another one is there': away(
    {
      ...there,
      [info(TWO, 'two').replace('{', '{job="b",')]: '1x60 stale',
      [configured('two').replace('{', '{job="b",')]: '0x60 stale',
    },
    TWO,
  ),
};

const shown = (board: VariableStory['board'], variable: string, limit: string, rows: number, text: string) => ({
  board,
  variable,
  choices: { limit: [limit], account_id: ['.*'] },
  series: Object.fromEntries(
    Array.from({ length: rows }, (_, user) => [
      `aws_iam_access_key_active{account_id="${ONE}",user="u${user}",key="1"}`,
      '1x9',
    ]),
  ),
  at: '9m',
  ask: (expr: string) => `group by (of) (${expr})`,
  gives: { [`{of="${text}"}`]: 1 },
});
const titles: Stories = {
  'all rows': shown('access-keys', 'shown_keys', '100', 7, '7 of 7'),
  'the first ones': shown('access-keys', 'shown_keys', '5', 7, '5 of 7'),
  thousands: shown('access-keys', 'shown_keys', '100', 1234, '100 of 1,234'),
  'thousands of thousands': shown('access-keys', 'shown_keys', '1000', 1234, '1,000 of 1,234'),
  'no row': shown('access-keys', 'shown_keys', '100', 0, 'none'),
};

describe.each(Object.entries(promtools))('%s', (_, promtool) => {
  describe.each(Object.entries({ moments, accounts, away: accountsAway, titles }))('%s', (_group, stories) => {
    // Side by side: each is a promtool of its own.
    it.concurrent.each(Object.entries(stories))('%s', async (_name, story) => {
      await askVariable(await promtool(), story);
    });
  });
});
