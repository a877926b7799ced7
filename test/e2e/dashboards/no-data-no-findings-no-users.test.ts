/** What the dashboards show where there is nothing to show: "none", "no data" and "not named" are three things. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import { WORDS_COLUMN } from '../../../grafana/in-words.ts';
import type { BoardName } from '../../../grafana/links.ts';
import { boardPanels, panelOf } from '../../support/grafana/boards.ts';
import { shown } from '../../support/grafana/stat-text.ts';
import type { Choices } from '../../support/grafana/interpolate.ts';
import type { Sample } from '../../support/grafana/transform.ts';
import { BARE_USER, boardExporter, ONE, TIDY_USER, tidyExporter } from '../support/board-accounts.ts';
import { answers, type Row, scrapedPrometheus, tableRows } from '../support/board-prometheus.ts';
import { type Prometheus, startPrometheus } from '../support/prometheus.ts';

const CHOICES: Choices = { owner: 'All', limit: ['500'], job: 'All', instance: 'All' };

function choicesFor(board: string, account: string): Choices {
  if (board === 'account') return { ...CHOICES, account: [account] };
  return { ...CHOICES, account: 'All', user: board === 'user' ? [TIDY_USER] : 'All' };
}

const stats = boardPanels.filter(({ panel }) => panel.type === 'stat');
/** Says "none" for 0, in green. */
const counts = stats.filter(({ panel }) => JSON.stringify(panel.fieldConfig?.defaults.mappings).includes('"none"'));
const valuesOf = (samples: Map<string, Sample[]>) => (samples.get('A') ?? []).map(({ value }) => value);
const tables = boardPanels.filter(({ panel }) => panel.type === 'table');
const findings = tables.filter(({ title }) => /findings.*worst first/.test(title));
const inWords = (rows: readonly Row[]) => rows.map((row) => row[WORDS_COLUMN.field]);

describe('nothing is scraped', () => {
  let prometheus: Prometheus;
  beforeAll(async () => {
    prometheus = await startPrometheus([]);
  });

  it.each(boardPanels)('no number is shown: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor(board, 'gone'));
    expect([...samples.values()].flat()).toEqual([]);
    if (panel.type === 'table') expect(await tableRows(panel, samples)).toEqual([]);
    // A reader is told so, instead of something about a user or an account that nobody has read.
    const says = panel.type === 'stat' ? shown(panel, ...valuesOf(samples)).text : panel.fieldConfig?.defaults.noValue;
    expect(says).toMatch(/no data/);
  });
});

describe('an account without a finding', () => {
  let prometheus: Prometheus;
  beforeAll(async () => {
    prometheus = await scrapedPrometheus([await tidyExporter(Date.now())]);
  });

  it.each(counts)('a 0 is shown, or a number: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor(board, 'tidy'));
    expect(samples.get('A')).not.toEqual([]);
  });

  it.each(counts.filter(({ title }) => title.startsWith('Open')))('0: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor(board, 'tidy'));
    expect(valuesOf(samples)).toEqual([0]);
    expect(shown(panel, ...valuesOf(samples)).text).toBe('none');
  });

  it('a user who is not there is not taken for one without findings', async () => {
    const absent = { ...choicesFor('user', 'tidy'), user: ['nobody'] };
    for (const { panel } of stats.filter(({ board }) => board === 'user')) {
      const samples = await answers(prometheus, DASHBOARDS.user, panel, absent);
      expect(shown(panel, ...valuesOf(samples)).text).toMatch(/no data/);
    }
  });

  it.each(boardPanels.filter(({ board }) => board === 'user'))(
    'a user without a credential is not taken for one who was not read: $title',
    async ({ panel }) => {
      const bare = { ...choicesFor('user', 'tidy'), user: [BARE_USER] };
      const samples = await answers(prometheus, DASHBOARDS.user, panel, bare);
      expect(samples.get('A')).not.toEqual([]);
    },
  );

  it.each(findings)('no finding is listed, in words: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor(board, 'tidy'));
    expect(inWords(await tableRows(panel, samples))).toEqual(['no open finding']);
  });

  it('no exemption and no certificate either, in words', async () => {
    const said = async (board: BoardName, title: string) => {
      const panel = panelOf(board, title);
      const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor(board, 'tidy'));
      return inWords(await tableRows(panel, samples));
    };
    expect(await said('overview', 'Exemptions, the next to expire first')).toEqual(['no exemption is configured']);
    expect(await said('user', 'Signing certificates')).toEqual(['no signing certificate']);
  });

  it.each(tables)('a table is empty only if nothing was read: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor(board, 'tidy'));
    expect(await tableRows(panel, samples)).not.toEqual([]);
  });
});

describe('no user is named', () => {
  let prometheus: Prometheus;
  beforeAll(async () => {
    prometheus = await scrapedPrometheus([await boardExporter(ONE, Date.now(), { perUser: false })]);
  });

  const withoutUsers = boardPanels.filter(
    ({ board, panel }) => board !== 'user' && /^(stat|bargauge)$/.test(panel.type),
  );
  it.each(withoutUsers)('counts stay: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor(board, 'default'));
    expect(samples.get('A')).not.toEqual([]);
  });

  it.each(tables.filter(({ board }) => board !== 'user'))(
    'a table is empty only if nothing was read: $board: $title',
    async ({ board, panel }) => {
      const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor(board, 'default'));
      expect(await tableRows(panel, samples)).not.toEqual([]);
    },
  );

  it.each(findings)('only root is listed: $board: $title', async ({ board, panel }) => {
    const choices = choicesFor(board, 'default');
    const everyUser = board === 'user' ? { ...choices, user: ['<root_account>', TIDY_USER] } : choices;
    const samples = await answers(prometheus, DASHBOARDS[board], panel, everyUser);
    const rows = await tableRows(panel, samples);
    // And the account itself, where something is wrong with it.
    const users = new Set(rows.map(({ user }) => user).filter((user) => user !== 'the account'));
    expect([...users]).toEqual(['<root_account>']);
  });
});
