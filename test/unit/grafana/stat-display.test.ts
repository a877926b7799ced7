/** What a reader sees in a stat, by Grafana's own library: a 0, a number, and nothing at all must not look alike. */
import { createTheme, FieldType, getFieldDisplayValues, toDataFrame } from '@grafana/data';
import { describe, expect, it } from '@jest/globals';
import { COLOURS } from '../../../grafana/thresholds.ts';
import { boardPanels, type BoardPanel } from '../../support/grafana/boards.ts';
import '../../support/grafana/transform.ts';

const theme = createTheme();
const colour = (name: keyof typeof COLOURS) => theme.visualization.getColorByName(COLOURS[name]);

/** The text and its colour, for one value or none. */
function shown({ panel }: BoardPanel, ...values: number[]) {
  // The SDK's types and the library's are of one shape, and differ in their enums.
  const fieldConfig = panel.fieldConfig as never as { defaults: object; overrides: [] };
  const { reduceOptions } = panel.options as { reduceOptions: { calcs: string[] } };
  const field = { name: 'Value', type: FieldType.number, config: fieldConfig.defaults, values };
  const [first] = getFieldDisplayValues({
    fieldConfig,
    reduceOptions,
    replaceVariables: (text) => text,
    data: values.length === 0 ? [] : [toDataFrame({ fields: [field] })],
    theme,
  });
  return { text: first?.display.text, color: first?.display.color };
}

describe('a count of open findings', () => {
  const counts = boardPanels.filter(({ board, title }) => board === 'overview' && title.startsWith('Open: '));

  it.each(counts)('$board: $title', (count) => {
    const severity = count.title.replace('Open: ', '') as 'critical' | 'warning' | 'info';
    expect(shown(count, 0)).toEqual({ text: 'none', color: colour('ok') });
    expect(shown(count, 3)).toEqual({ text: '3', color: colour(severity) });
    expect(shown(count)).toEqual({ text: 'no data', color: colour('noData') });
  });
});

const stats = boardPanels.filter(({ panel }) => panel.type === 'stat');

it.each(stats)('without data no stat looks well: $board: $title', (stat) => {
  const { text, color } = shown(stat);
  expect(text).toBe(stat.panel.fieldConfig?.defaults.noValue);
  expect(color).not.toBe(colour('ok'));
});
