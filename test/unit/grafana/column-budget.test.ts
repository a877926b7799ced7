/** Every column is whole on a screen of 1280 pixels: what is outside of its table nobody sees. */
import { describe, expect, it } from '@jest/globals';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { WORDS_COLUMN } from '../../../grafana/in-words.ts';
import { boardPanels } from '../../support/grafana/boards.ts';
import { override, visibleColumns } from '../../support/grafana/table-columns.ts';

/** What Grafana leaves of 1280 pixels for 24 columns of its grid: without its menu, its margins and a scroll bar. */
const GRID = 1176;
/** The frame and the padding of a panel. */
const PANEL = 26;

/** Of the 14 pixels of the font; a heading is bolder than a cell. */
const LETTER = 7.2;
const PADDING = 12;
const ICON = 20;

const tables = boardPanels.filter(({ panel }) => panel.type === 'table');

function columnsOf(panel: Panel) {
  return visibleColumns(panel)
    .filter(({ field }) => field !== WORDS_COLUMN.field)
    .map(({ field, title }) => {
      const value = (id: string): unknown => override(panel, field)?.find((property) => property.id === id)?.value;
      const width = Number(value('custom.width') ?? value('custom.minWidth'));
      return { field, title, width, filterable: value('custom.filterable') === true };
    });
}

describe.each(tables)('$board: $title', ({ panel }) => {
  it('has room for each of its columns', () => {
    const room = ((panel.gridPos?.w ?? 0) / 24) * GRID - PANEL;
    const taken = columnsOf(panel).reduce((sum, { width }) => sum + width, 0);
    expect(taken).toBeLessThanOrEqual(room);
  });

  it('has room for each of its headings, and the icon beside it', () => {
    const cut = columnsOf(panel).filter(
      ({ title, width, filterable }) => !(width >= title.length * LETTER + PADDING + (filterable ? ICON : 0)),
    );
    expect(cut).toEqual([]);
  });

  it('has room for an account name of 20 letters, and for the numbers of controls', () => {
    const letters: Readonly<Record<string, number>> = { account_name: 20, account_id: 12, cis: 11 };
    const cut = columnsOf(panel).filter(({ field, width }) => width < (letters[field] ?? 0) * LETTER + PADDING);
    expect(cut).toEqual([]);
  });
});
