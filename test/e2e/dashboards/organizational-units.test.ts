/** Boards by organizational unit: what a choice finds, what it leaves out, and what the boards say of units and of the organization. */
import { describe, it } from '@jest/globals';
import { NO_NUMBER } from '../../../grafana/thresholds.ts';
import { askVariable, type VariableStory } from '../support/board-promtool.ts';
import {
  configured,
  counted,
  info,
  ofReplica,
  ONE,
  promtools,
  type Stories,
  tell,
  THREE,
  trended,
  TWO,
} from '../support/board-stories.ts';

const SHOPS = 'ou-ab12-11111111';
const EUROPE = 'ou-ab12-22222222';
const LABS = 'ou-ab12-33333333';
const EMPTY = 'ou-ab12-44444444';

const below = (id: string, name: string, ou: string, instance = 'a') =>
  `aws_iam_account_ou_info{instance="${instance}",account_id="${id}",account_name="${name}",ou="${ou}"}`;

/** One is in Europe, which is one of the shops, two is one of the shops, three is in the labs, by two replicas. */
const units = Object.fromEntries(
  ['a', 'b'].flatMap((instance) => [
    [below(ONE, 'one', SHOPS, instance), '1x90'],
    [below(ONE, 'one', EUROPE, instance), '1x90'],
    [below(TWO, 'two', SHOPS, instance), '1x90'],
    [below(THREE, 'three', LABS, instance), '1x90'],
  ]),
);
const NAMES = { one: ONE, two: TWO, three: THREE };
const infos = Object.fromEntries(Object.entries(NAMES).map(([name, id]) => [info(id, name), '1x90']));

const ids = (ou: readonly string[] | 'All', found: readonly string[], series: VariableStory['series'] = units) => ({
  board: 'overview' as const,
  variable: 'ou_ids',
  choices: { ou },
  series,
  at: '90m',
  ask: (expr: string) => `group by (account_id) (${expr})`,
  gives: Object.fromEntries(found.map((id) => [`{account_id="${id}"}`, 1])),
});
const goneAt = (end: number, series: VariableStory['series'] = units) =>
  Object.fromEntries(Object.keys(series).map((name) => [name, `1x${end} stale`]));

const chosen: Readonly<Record<string, VariableStory>> = {
  'All are one pattern, and no list': ids('All', ['.*']),
  'All without an organization too': ids('All', ['.*'], {}),
  'the accounts of a unit, and of no other': ids([LABS], [THREE]),
  'those of the units in it': ids([SHOPS], [ONE, TWO]),
  'those of several units': ids([EUROPE, LABS], [ONE, THREE]),
  'none, of a unit without an account': ids([EMPTY], ['none']),
  'as they were last said, while nobody says it': ids([SHOPS], [ONE, TWO], goneAt(60)),
  'also those whose shard is away': ids([SHOPS], [ONE, TWO], {
    ...units,
    [below(TWO, 'two', SHOPS)]: '1x60 stale',
    [below(TWO, 'two', SHOPS, 'b')]: '1x60 stale',
  }),
  'not what is said no more, while the account is below others': ids([EUROPE], ['none'], {
    [below(ONE, 'one', EUROPE)]: '1x60 stale',
    [below(ONE, 'one', LABS)]: '_x60 1x30',
  }),
  'not an account that was moved into the root': ids([EUROPE], ['none'], {
    [below(ONE, 'one', EUROPE)]: '1x60 stale',
    [info(ONE, 'one')]: '1x90',
  }),
  'the ids of all that is chosen, also of an account that is away': {
    ...ids([SHOPS], [ONE, TWO], { ...infos, [info(TWO, 'two')]: '1x60 stale' }),
    variable: 'account_id',
    choices: { ou: [SHOPS], ou_ids: [ONE, TWO] },
  },
  'the ids of all that is chosen': {
    ...ids([SHOPS], [ONE, TWO], infos),
    variable: 'account_id',
    choices: { ou: [SHOPS], ou_ids: [ONE, TWO] },
  },
};

describe.each(Object.entries(promtools))('%s', (_, promtool) => {
  it.concurrent.each(Object.entries(chosen))('the chosen units are %s', async (_name, story) => {
    await askVariable(await promtool(), story);
  });
});

const findings = { [counted(ONE, 'one')]: '1x90', [counted(TWO, 'two')]: '20x90', [counted(THREE, 'three')]: '300x90' };
const failing = (name: string) =>
  ofReplica('iam_credential_exporter_fact_up', 'x', 'a', `account_name="${name}",fact="credential-report",`);
const job = (series: VariableStory['series']) =>
  Object.fromEntries(Object.entries(series).map(([name, values]) => [name.replace('{', '{job="x",'), values]));

const shops = { ou: [SHOPS], ou_ids: [ONE, TWO], account_id: [ONE, TWO] };
const labs = { ou: [LABS], ou_ids: [THREE], account_id: [THREE] };
const none = { ou: [EMPTY], ou_ids: ['none'], account_id: [] };
const sees = (panel: string, choices: object, series: Stories[string]['series'], gives: Stories[string]['gives']) => ({
  board: 'overview' as const,
  panel,
  choices: { ...choices },
  series,
  at: '90m',
  ask: (expr: string) => `max(${expr})`,
  gives,
});
const open = (choices: object, gives: Stories[string]['gives']) =>
  sees('Open: warning', choices, { ...units, ...infos, ...findings }, gives);
const fail = { ...job(units), [failing('one')]: '0x90', [failing('two')]: '1x90', [failing('three')]: '0x90' };
const unread = { ...job(units), ...job({ [configured('one')]: '0x90', [configured('three')]: '0x90' }) };

const narrowed: Stories = {
  'findings of all units': open({}, { '{}': 321 }),
  'findings of a unit and those in it': open(shops, { '{}': 21 }),
  'findings of another unit': open(labs, { '{}': 300 }),
  'no findings of a unit without an account': open(none, { '{}': NO_NUMBER.noData }),
  'no trend of a unit without an account': {
    ...sees('Open findings by severity', none, { 'aws_iam:all_check_findings:trend{severity="warning"}': '9x90' }, {}),
    ask: (expr) => `group by (severity) (${expr})`,
    gives: { '{severity="no data"}': 1 },
  },
  'accounts that fail': sees('Accounts that fail', {}, fail, { '{}': 2 }),
  'accounts of a unit that fail': sees('Accounts that fail', shops, fail, { '{}': 1 }),
  'accounts without a report': sees('Accounts without a report', {}, unread, { '{}': 2 }),
  'accounts of a unit without a report': sees('Accounts without a report', shops, unread, { '{}': 1 }),
};

const TABLE = 'Organizational units, the worst first';
const rows = (refId: string, choices: object, gives: Stories[string]['gives']): Stories[string] => ({
  ...sees(TABLE, choices, { ...units, ...infos, ...findings }, gives),
  refId,
  ask: (expr) => `max by (ou) (${expr})`,
});
const words = (
  board: 'overview' | 'exporter-health',
  panel: string,
  series: Stories[string]['series'],
  text: string,
) => ({
  board,
  panel,
  series,
  at: '9m',
  ask: (expr: string) => `group by (nothing_to_list, state) (${expr})`,
  gives: { [`{${panel.includes('by state') ? 'state' : 'nothing_to_list'}="${text}"}`]: 1 },
});

const byUnit: Stories = {
  'a unit counts those in it': rows(
    'C',
    {},
    {
      [`{ou="${SHOPS}"}`]: 21,
      [`{ou="${EUROPE}"}`]: 1,
      [`{ou="${LABS}"}`]: 300,
    },
  ),
  'and how many accounts it has': rows(
    'E',
    {},
    {
      [`{ou="${SHOPS}"}`]: 2,
      [`{ou="${EUROPE}"}`]: 1,
      [`{ou="${LABS}"}`]: 1,
    },
  ),
  'of the chosen units alone': rows('C', shops, { [`{ou="${SHOPS}"}`]: 21, [`{ou="${EUROPE}"}`]: 1 }),
  'a line for each, of the accounts that are in it now': {
    ...sees(
      'Open findings by organizational unit',
      {},
      {
        [below(ONE, 'one', EUROPE)]: '1x60 stale',
        [below(ONE, 'one', LABS)]: '_x60 1x30',
        [below(TWO, 'two', SHOPS)]: '1x90',
        [trended(ONE, 'one')]: '5x90',
        [trended(TWO, 'two')]: '7x90',
      },
      { [`{ou="${LABS}"}`]: 5, [`{ou="${SHOPS}"}`]: 7 },
    ),
    ask: (expr) => `max by (ou) (${expr})`,
  },
  'says so where there is no organization': words(
    'overview',
    TABLE,
    { [info(ONE, 'one')]: '1x9', [counted(ONE, 'one')]: '3x9' },
    'no organizational unit of these accounts is known',
  ),
};

const STATES = 'Accounts of the organization by state';
const UNREAD = 'Accounts that are not read, by reason';
const replica = (family: string, instance: string, labels: string) => ofReplica(family, 'x', instance, labels);
const inState = (state: string, shard: number, instance: string) =>
  replica('aws_iam_organization_accounts', instance, `state="${state}",shard="${shard}",`);
const built = { [replica('iam_credential_exporter_build_info', 'a', '')]: '1x9' };
const asked = {
  ...built,
  [replica('iam_credential_exporter_refresh_errors_total', 'a', 'account_name="",fact="organization",reason="other",')]:
    '0x9',
};
const listed = { ...asked, [inState('member', 0, 'a')]: '7x9', [inState('closed', 0, 'a')]: '0x9' };

const organization: Stories = {
  'all shards together, each replica once, and no state without an account': {
    board: 'exporter-health',
    panel: STATES,
    series: {
      ...listed,
      [inState('member', 0, 'b')]: '7x9',
      [inState('member', 1, 'c')]: '20x9',
      [inState('suspended', 1, 'c')]: '1x9',
    },
    at: '9m',
    gives: { '{state="member"}': 27, '{state="suspended"}': 1 },
  },
  'an account that is not read, once': {
    board: 'exporter-health',
    panel: UNREAD,
    series: Object.fromEntries(
      ['a', 'b'].map((instance) => [
        replica(
          'aws_iam_account_excluded_info',
          instance,
          `account_id="${ONE}",account_name="old",reason="closed",shard="0",`,
        ),
        '1x9',
      ]),
    ),
    at: '9m',
    gives: { [`{account_id="${ONE}",account_name="old",reason="closed"}`]: 1 },
  },
  'no account is left out': words('exporter-health', UNREAD, listed, 'no account is left out'),
  'no list yet': words('exporter-health', UNREAD, asked, 'the exporter has no list of the accounts yet'),
  'no list yet, by state': words('exporter-health', STATES, asked, 'the exporter has no list of the accounts yet'),
  'no organization': words('exporter-health', UNREAD, built, 'the configuration has no organization'),
  'no organization, by state': words('exporter-health', STATES, built, 'the configuration has no organization'),
};

tell({ 'a choice': narrowed, 'by unit': byUnit, 'the organization': organization });
