/** A table says in a row of its own why there is no other, by Grafana's own transformations: its grid has no text for that. */
import { createTheme, FieldType, getDisplayProcessor } from '@grafana/data';
import { describe, expect, it } from '@jest/globals';
import { WORDS_COLUMN } from '../../../grafana/in-words.ts';
import { LISTED } from '../../../grafana/panels/table.ts';
import { boardPanels, queriesOf } from '../../support/grafana/boards.ts';
import { type Sample, tableFrame, transformed } from '../../support/grafana/transform.ts';
import { override, visibleColumns } from '../../support/grafana/table-columns.ts';

const { field: WORDS } = WORDS_COLUMN;
const tables = boardPanels.filter(({ panel }) => panel.type === 'table');
const inWords = tables.filter(({ panel }) => override(panel, WORDS) !== undefined);

async function frameOf({ panel }: (typeof tables)[number], answer: readonly Sample[]) {
  const rows = answer.map(({ metric, value }) => ({ metric: { ...metric, [LISTED]: 'yes' }, value }));
  const frames = queriesOf(panel).map(({ refId = '' }) => tableFrame(refId, refId === 'A' ? rows : [], 0));
  const [frame] = await transformed(panel, frames);
  if (frame === undefined) throw new Error('no frame');
  return frame;
}

it('is so for every table', () => expect(inWords.map(({ title }) => title)).toEqual(tables.map(({ title }) => title)));

describe.each(inWords)('$board: $title', (table) => {
  it('shows the words, and no other label', async () => {
    const frame = await frameOf(table, [{ metric: { [WORDS]: 'nothing' }, value: Number.NaN }]);
    expect(frame.length).toBe(1);
    const [first, ...others] = frame.fields;
    expect(first).toMatchObject({ name: WORDS, values: ['nothing'] });
    expect(others.filter(({ name }) => !name.startsWith('Value #'))).toEqual([]);
  });

  it('shows a dash for each value', () => {
    const theme = createTheme();
    for (const { field } of visibleColumns(table.panel).filter((column) => column.field.startsWith('Value #'))) {
      const properties = override(table.panel, field) ?? [];
      const config = { noValue: '–', ...Object.fromEntries(properties.map(({ id, value }) => [id, value as unknown])) };
      const display = getDisplayProcessor({ field: { type: FieldType.number, config }, theme });
      expect({ field, ...display(field === 'Value #A' ? Number.NaN : undefined) }).toMatchObject({ field, text: '–' });
    }
  });

  it('has no column for words among rows', async () => {
    const frame = await frameOf(table, [
      {
        metric: { account_name: 'one', user: 'ana', exemption: 'x', owner: 'payments', title: 'x', check: 'x' },
        value: 1,
      },
    ]);
    expect(frame.fields.map(({ name }) => name)).not.toContain(WORDS);
  });
});
