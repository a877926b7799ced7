/** Every panel of every dashboard has something to show: asked of a real Prometheus that scraped the exporter. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import { WORDS_COLUMN } from '../../../grafana/in-words.ts';
import { boardPanels, boards, queriesOf } from '../../support/grafana/boards.ts';
import { type Choices, interpolate } from '../../support/grafana/interpolate.ts';
import { frames94, type Sample } from '../../support/grafana/transform.ts';
import { type BoardAccount, boardExporter, BUSY_USER, ONE, THREE } from '../support/board-accounts.ts';
import { UNITS } from '../support/board-organization.ts';
import { answers, offered, scrapedPrometheus, tableRows } from '../support/board-prometheus.ts';
import type { Prometheus } from '../support/prometheus.ts';

const ALL: Choices = {
  accounts: 'All',
  users: 'All',
  owner: 'All',
  ou: 'All',
  limit: ['500'],
  job: 'All',
  instance: 'All',
};
const SINGLE = {
  owner: ['payments'],
  ou: 'All',
  limit: ['500'],
  job: ['iam-credential-exporter'],
  instance: 'All',
} as const;

/** Which say so where there is none. */
const OF_AN_ORGANIZATION = ['Organizational units, the worst first', 'Accounts that are not read, by reason'];

const situations = new Map<string, Prometheus>();
const situation = (name: string): Prometheus => {
  const prometheus = situations.get(name);
  if (prometheus === undefined) throw new Error(`${name} was not started`);
  return prometheus;
};

beforeAll(async () => {
  const now = Date.now();
  const [one, three, behind] = await Promise.all([
    boardExporter(ONE, now),
    boardExporter(THREE, now),
    boardExporter(THREE, now, { behind: true }),
  ]);
  await Promise.all(
    Object.entries({ 'one account': [one], 'three accounts': [three], 'two replicas': [three, behind] }).map(
      async ([name, exporters]) => situations.set(name, await scrapedPrometheus(exporters)),
    ),
  );
});

/** A board for one account or one user has no All: there the first account, and the user who has everything. */
function choicesFor(choices: Choices, account: string): Choices {
  const { accounts } = choices;
  return { ...choices, account: [Array.isArray(accounts) ? (accounts[0] ?? account) : account], user: [BUSY_USER] };
}

const cases = [
  { name: 'one account', of: 'one account', first: 'default', choices: ALL },
  { name: 'three accounts', of: 'three accounts', first: 'production', choices: ALL },
  {
    name: 'one of three accounts',
    of: 'three accounts',
    first: 'production',
    choices: { ...SINGLE, accounts: ['production'] },
  },
  {
    name: 'a unit of three accounts',
    of: 'three accounts',
    first: 'production',
    choices: { ...ALL, ou: [UNITS.shops] },
  },
  {
    name: 'two of three accounts',
    of: 'three accounts',
    first: 'china',
    choices: { ...ALL, accounts: ['china', 'government'] },
  },
  { name: 'two replicas', of: 'two replicas', first: 'production', choices: ALL },
];

describe.each(cases)('$name', ({ of, first, choices }) => {
  it.each(boards)('the variables of $board offer values', async ({ dashboard }) => {
    const values = await offered(situation(of), dashboard, choicesFor(choices, first));
    const empty = [...values].filter(([, found]) => found.length === 0).map(([name]) => name);
    // The only account has no owner, and is in no organization.
    expect(empty).toEqual(of === 'one account' && values.has('owner') ? ['ou', 'owner'] : []);
  });

  it.each(boardPanels)('$board: $title', async ({ board, title, panel }) => {
    const samples = await answers(situation(of), DASHBOARDS[board], panel, choicesFor(choices, first));

    if (of === 'one account' && OF_AN_ORGANIZATION.includes(title)) {
      const words = { [WORDS_COLUMN.field]: expect.stringMatching(/organization/) };
      expect(await tableRows(panel, samples)).toEqual([expect.objectContaining(words)]);
      expect(await tableRows(panel, samples, frames94)).toEqual([expect.objectContaining(words)]);
      return;
    }
    const empty = [...samples].filter(([, found]) => found.length === 0).map(([refId]) => refId);
    expect({ queriesWithoutData: empty }).toEqual({ queriesWithoutData: [] });
    if (panel.type !== 'table') return;

    const rows = await tableRows(panel, samples);
    const columns = (panel.fieldConfig?.overrides ?? [])
      .flatMap(({ matcher, properties }) =>
        matcher.id === 'byName' ? [{ field: String(matcher.options), title: titleOf(properties) }] : [],
      )
      // Only where there are no rows, or several exporters.
      .filter(({ field }) => field !== WORDS_COLUMN.field && !(board === 'exporter-health' && field === 'exporter'));
    const withoutValue = columns.filter(({ field }) => rows.every((row) => (row[field] ?? '') === ''));
    expect({ columnsWithoutValue: withoutValue }).toEqual({ columnsWithoutValue: [] });
    expect(await tableRows(panel, samples, frames94)).toEqual(rows);
    // Query A says which rows there are.
    expect(rows).toHaveLength(samples.get('A')?.length ?? 0);
  });
});

const ofAccounts = boards.filter(({ board }) => board !== 'exporter-health');

it.each(ofAccounts)('a chosen unit shows no other account: $board', async ({ board, dashboard }) => {
  const choices = { ...ALL, ou: [UNITS.labs], account: ['china'], user: [BUSY_USER] };
  const seen = new Set<string>();
  for (const { panel } of boardPanels.filter((found) => found.board === board)) {
    const samples = await answers(situation('three accounts'), dashboard, panel, choices);
    for (const { metric } of [...samples.values()].flat())
      for (const label of ['account_name', 'account_id', 'owner'])
        if (metric[label] !== undefined) seen.add(`${label}: ${metric[label]}`);
  }
  const [, { name, accountId, owner }] = THREE as [unknown, BoardAccount];
  const ofAccount = [`account_name: ${name}`, `account_id: ${accountId}`, `owner: ${owner}`];
  // In legends that name no account.
  seen.delete('account_name: chosen accounts');
  expect([...seen].sort()).toEqual(ofAccount.sort());
});

describe.each(cases)('$name', ({ of, first, choices }) => {
  it.each(ofAccounts)(
    'the marks of new reports of $board are where AWS generated those of the chosen accounts',
    async ({ board, dashboard }) => {
      const chosen = choicesFor(choices, first);
      const annotation = dashboard.annotations.list?.find(({ name }) => name === 'New reports');
      const all = { ...Object.fromEntries(await offered(situation(of), dashboard, chosen)), ...chosen };
      const expr = interpolate(annotation?.expr ?? '', dashboard.templating.list ?? [], all);
      const marks = await situation(of).query(expr);
      const generated = await situation(of).query(
        'max by (account_id, account_name) (aws_iam_credential_report_generated_timestamp_seconds)',
      );
      const names = /^(account|user)$/.test(board) ? chosen.account : chosen.ou === 'All' ? chosen.accounts : [first];
      const isChosen = (name = '') => names === 'All' || (names ?? []).some((one) => one === name);
      const ofChosen = generated.filter(({ metric }) => isChosen(metric.account_name));
      const byAccount = (samples: readonly Sample[], factor: number) =>
        Object.fromEntries(samples.map(({ metric, value }) => [metric.account_id ?? '', new Date(value * factor)]));
      expect(byAccount(marks, 1)).toEqual(byAccount(ofChosen, 1000));
      expect(marks).not.toEqual([]);
    },
  );
});

it.each(boardPanels.filter(({ panel }) => panel.type === 'table'))(
  'Rows is how many rows there are at most: $board: $title',
  async ({ board, panel }) => {
    const choices = choicesFor({ ...ALL, limit: ['2'] }, 'production');
    const samples = await answers(situation('three accounts'), DASHBOARDS[board], panel, choices);
    const rows = await tableRows(panel, samples);
    expect(rows.length).toBeLessThanOrEqual(2);
    // A value without its row would be a row of its own.
    expect(rows).toHaveLength(samples.get('A')?.length ?? 0);
  },
);

function titleOf(properties: readonly DynamicConfigValue[]): unknown {
  return properties.find(({ id }) => id === 'displayName')?.value;
}

// What a replica says about itself is its own, and the time goes on between two questions.
const comparable = boardPanels.filter(
  ({ board, panel }) =>
    board !== 'exporter-health' &&
    panel.title !== 'As of' &&
    // Each replica looks for events by itself.
    queriesOf(panel).every(({ expr }) => !/time\(\)|_activity_/.test(expr)),
);
/** What the exporter that is behind says otherwise, of which either may be shown. */
const DISPUTED = ['last_used_service', 'used_with', 'account_name', 'owner', 'chosen_owner'];

it.each(comparable)('replicas change nothing: $board: $title', async ({ board, panel }) => {
  const choices = choicesFor(ALL, 'production');
  const seen = async (prometheus: Prometheus) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choices);
    return [...samples].map(([refId, found]) => [refId, found.map(withoutDisputed).sort()]);
  };
  const [one, two] = await Promise.all([seen(situation('three accounts')), seen(situation('two replicas'))]);
  // The ten services that come first depend on which replica is believed.
  if (panel.type !== 'bargauge') expect(two).toEqual(one);
});

function withoutDisputed({ metric, value }: Sample): string {
  const labels = Object.entries(metric).filter(([label]) => !DISPUTED.includes(label));
  return JSON.stringify([labels.sort(), value]);
}

describe('a table of findings', () => {
  const { panel } = boardPanels.find(({ board, title }) => board === 'overview' && title.startsWith('Critical')) ?? {};
  const rows = async () => {
    if (panel === undefined) throw new Error('there is no such table');
    const samples = await answers(situation('three accounts'), DASHBOARDS.overview, panel, ALL);
    return tableRows(panel, samples);
  };

  it('shows critical findings before warnings, and the oldest warning first', async () => {
    const shown = (await rows()).map((row) => ({ severity: String(row.severity), age: Number(row['Value #A']) }));
    expect(shown).toEqual(shown.toSorted((a, b) => a.severity.localeCompare(b.severity) || b.age - a.age));
    expect([shown[0]?.severity, shown.at(-1)?.severity]).toEqual(['1 critical', '2 warning']);
  });

  it.each([
    ['production', 'https://us-east-1.console.aws.amazon.com/iam/home?region=us-east-1#/'],
    ['china', 'https://console.amazonaws.cn/iam/home?region=cn-north-1#/'],
    ['government', 'https://console.amazonaws-us-gov.com/iam/home?region=us-gov-west-1#/'],
  ])('leads to the console of the partition of %s', async (account, console) => {
    const ofAccount = (await rows()).filter((row) => row.account_name === account);
    const linkOf = (user: string) => ofAccount.find((row) => row.user === user)?.console;
    expect(linkOf(BUSY_USER)).toBe(`${console}users/details/${BUSY_USER}?section=security_credentials`);
    expect(linkOf('<root_account>')).toBe(`${console}security_credentials`);
  });
});
