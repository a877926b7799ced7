/** Every stat and every column of every table shows the value that its title names, and no other family's. */
import { describe, expect, it } from '@jest/globals';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import type { BoardName } from '../../../grafana/links.ts';
import { WORDS_COLUMN } from '../../../grafana/in-words.ts';
import { boardPanels, panelOf, queriesOf } from '../../support/grafana/boards.ts';
import { visibleColumns } from '../../support/grafana/table-columns.ts';
import { askPanels, type PanelStory } from '../support/board-promtool.ts';
import { promtools } from '../support/board-stories.ts';
import { CHOICES, type Row, rows as rowsOfAccounts, stats } from '../support/board-values.ts';
import { rowsOfTheOrganization } from '../support/board-values-of-the-organization.ts';
import { WORLD } from '../support/board-world.ts';

const rows = [...rowsOfAccounts, ...rowsOfTheOrganization];

type Where = Pick<PanelStory, 'board' | 'panel' | 'choices'>;

/** That query of the panel, or that label of it, gives this and nothing else. */
function story(where: Where, query: string, expected: number | string): PanelStory {
  const asked = { ...where, series: WORLD, at: '90m' };
  if (typeof expected === 'number')
    return { ...asked, refId: query, ask: (expr) => `max(${expr})`, gives: { '{}': expected } };
  const { refId = '' } = queriesOf(panelOf(where.board, where.panel)).find(({ expr }) => expr.includes(query)) ?? {};
  return {
    ...asked,
    refId,
    ask: (expr) => `group by (${query}) (${expr})`,
    gives: { [expected === '' ? '{}' : `{${query}="${expected}"}`]: 1 },
  };
}

function columnsOf(panel: Panel) {
  return visibleColumns(panel).filter(({ field }) => field !== WORDS_COLUMN.field);
}

function ofStats(board: BoardName): PanelStory[] {
  return Object.entries(stats[board]).map(([panel, expected]) => {
    const { fields } = (panelOf(board, panel).options as { reduceOptions: { fields: string } }).reduceOptions;
    const query = typeof expected === 'number' ? 'A' : fields.replaceAll(/\W/g, '');
    return story({ board, panel, choices: CHOICES[board] }, query, expected);
  });
}

function ofRow({ board, panel, choices, row }: Row): PanelStory[] {
  const where = { board, panel, choices: { ...CHOICES[board], ...choices, limit: ['1'] } };
  return columnsOf(panelOf(board, panel)).map(({ field, title }) => {
    const expected = row[title];
    if (expected === undefined) throw new Error(`${panel}: the column ${title} is not told`);
    return story(where, field.replace('Value #', ''), expected);
  });
}

const titlesOf = (board: string, type: string) =>
  boardPanels.filter((found) => found.board === board && found.panel.type === type).map(({ title }) => title);

it.each(Object.entries(stats))('tells of every stat of %s', (board, expected) => {
  expect(Object.keys(expected)).toEqual(titlesOf(board, 'stat'));
});

it.each(Object.keys(stats))('tells of every table of %s', (board) => {
  const told = rows.filter((row) => row.board === board).map(({ panel }) => panel);
  expect(told).toEqual(titlesOf(board, 'table'));
});

it.each(rows)('tells of every column: $board: $panel', ({ board, panel, row }) => {
  expect(columnsOf(panelOf(board, panel)).map(({ title }) => title)).toEqual(Object.keys(row));
});

describe.each(Object.entries(promtools))('%s', (_, promtool) => {
  // Side by side: each is a promtool of its own.
  it.concurrent.each(Object.keys(stats) as BoardName[])('the stats of %s', async (board) => {
    await askPanels(await promtool(), ofStats(board));
  });

  it.concurrent.each(rows)('$board: $panel', async (row) => {
    await askPanels(await promtool(), ofRow(row));
  });
});
