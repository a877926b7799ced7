/** What the dashboards show where there is nothing to show: "none", "no data" and "not named" are three things. */
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import { WORDS_COLUMN } from '../../../grafana/in-words.ts';
import type { BoardName } from '../../../grafana/links.ts';
import { boardPanels, panelOf } from '../../support/grafana/boards.ts';
import { shown, shownLabel } from '../../support/grafana/stat-text.ts';
import type { Choices } from '../../support/grafana/interpolate.ts';
import { frames94, type Sample } from '../../support/grafana/transform.ts';
import { BARE_USER, boardExporter, ONE, TIDY_USER, tidyExporter } from '../support/board-accounts.ts';
import { answers, type Row, scrapedPrometheus, tableRows } from '../support/board-prometheus.ts';
import { type Prometheus, startPrometheus } from '../support/prometheus.ts';

const CHOICES: Choices = {
  owner: 'All',
  ou: 'All',
  accounts: 'All',
  users: 'All',
  limit: ['500'],
  job: 'All',
  instance: 'All',
};

function choicesFor(account: string, user = TIDY_USER): Choices {
  return { ...CHOICES, account: [account], user: [user] };
}

const stats = boardPanels.filter(({ panel }) => panel.type === 'stat');
/** Says "none" for 0, in green. */
const counts = stats.filter(({ panel }) => JSON.stringify(panel.fieldConfig?.defaults.mappings).includes('"none"'));
/** What a stat says: of a label, or of a number. */
function said(panel: Panel, samples: Map<string, Sample[]>): string | undefined {
  const [sample] = samples.get('A') ?? [];
  if (sample === undefined) return shown(panel).text;
  return panel.fieldConfig?.defaults.unit === 'string'
    ? shownLabel(panel, sample).text
    : shown(panel, sample.value).text;
}
const valuesOf = (samples: Map<string, Sample[]>) => (samples.get('A') ?? []).map(({ value }) => value);
const tables = boardPanels.filter(({ panel }) => panel.type === 'table');
const findings = tables.filter(({ title }) => /findings.*worst first/.test(title));
const inWords = (rows: readonly Row[]) => rows.map((row) => row[WORDS_COLUMN.field]);

describe('nothing is scraped', () => {
  let prometheus: Prometheus;
  beforeAll(async () => {
    prometheus = await startPrometheus([]);
  });

  // Every answer says so: no answer at all means that the query failed.
  it.each(boardPanels)('says that there are no data, and no number: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor('gone'));
    const { A = [], ...others } = Object.fromEntries(samples);
    expect(A).toHaveLength(1);
    switch (panel.type) {
      case 'stat':
        expect(said(panel, samples)).toMatch(/^no data/);
        break;
      case 'table':
        expect(Object.values(others).flat()).toEqual([]);
        expect(inWords(await tableRows(panel, samples))).toEqual([expect.stringMatching(/^no data/)]);
        break;
      default:
        expect(Object.values(A[0]?.metric ?? {})).toEqual(['no data']);
    }
  });
});

describe('an account without a finding', () => {
  let prometheus: Prometheus;
  beforeAll(async () => {
    prometheus = await scrapedPrometheus([await tidyExporter(Date.now())]);
  });

  it.each(counts)('a 0 is shown, or a number: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor('tidy'));
    expect(said(panel, samples)).not.toMatch(/no data|query failed/);
  });

  it.each(counts.filter(({ title }) => title.startsWith('Open')))('0: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor('tidy'));
    expect(valuesOf(samples)).toEqual([0]);
    expect(shown(panel, ...valuesOf(samples)).text).toBe('none');
  });

  it('a user who is not there is not taken for one without findings', async () => {
    const ofAccount = ['Exporter', 'As of', 'Reports fresh', 'Oldest report'];
    for (const { panel, title } of stats.filter(({ board }) => board === 'user')) {
      if (ofAccount.includes(title)) continue;
      const samples = await answers(prometheus, DASHBOARDS.user, panel, choicesFor('tidy', 'nobody'));
      expect({ title, says: said(panel, samples) }).toEqual({ title, says: expect.stringMatching(/^no data/) });
    }
  });

  it.each(boardPanels.filter(({ board }) => board === 'user'))(
    'a user without a credential is not taken for one who was not read: $title',
    async ({ panel }) => {
      const samples = await answers(prometheus, DASHBOARDS.user, panel, choicesFor('tidy', BARE_USER));
      expect(JSON.stringify(samples.get('A'))).not.toContain('no data');
      if (panel.type === 'stat') expect(said(panel, samples)).not.toMatch(/no data|query failed/);
    },
  );

  it.each(findings)('no finding is listed, in words: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor('tidy'));
    expect(inWords(await tableRows(panel, samples))).toEqual(['no open finding']);
  });

  it('no exemption and no certificate either, in words', async () => {
    const wordsOf = async (board: BoardName, title: string) => {
      const panel = panelOf(board, title);
      const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor('tidy'));
      return inWords(await tableRows(panel, samples));
    };
    expect(await wordsOf('overview', 'Exemptions, the next to expire first')).toEqual(['no exemption is configured']);
    expect(await wordsOf('user', 'Signing certificates')).toEqual(['no signing certificate']);
  });

  it.each(tables)('a table has data, and Grafana 9.4 shows the same: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor('tidy'));
    const rows = await tableRows(panel, samples);
    expect(rows).not.toEqual([]);
    expect(inWords(rows)).not.toContainEqual(expect.stringMatching(/^no data/));
    // A row in words has no numbers.
    if (inWords(rows).every((text) => text === undefined))
      expect(await tableRows(panel, samples, frames94)).toEqual(rows);
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
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor('default'));
    if (panel.type === 'stat') expect(said(panel, samples)).not.toMatch(/no data|query failed/);
    expect(JSON.stringify(samples.get('A'))).not.toContain('no data');
  });

  it.each(tables.filter(({ board }) => board !== 'user'))(
    'a table has data: $board: $title',
    async ({ board, panel }) => {
      const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor('default'));
      const rows = await tableRows(panel, samples);
      expect(rows).not.toEqual([]);
      expect(inWords(rows)).not.toContainEqual(expect.stringMatching(/^no data/));
    },
  );

  it.each(findings)('only root is listed: $board: $title', async ({ board, panel }) => {
    const samples = await answers(prometheus, DASHBOARDS[board], panel, choicesFor('default', '<root_account>'));
    const rows = await tableRows(panel, samples);
    // And the account itself, where something is wrong with it.
    const users = new Set(rows.map(({ user }) => user).filter((user) => user !== 'the account'));
    expect([...users]).toEqual(['<root_account>']);
  });
});
