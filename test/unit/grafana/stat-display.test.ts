/** What a reader sees in a stat, by Grafana's own library: a 0, a number, and nothing at all must not look alike. */
import { createTheme, type DataFrame, FieldType, getFieldDisplayValues, toDataFrame } from '@grafana/data';
import { describe, expect, it } from '@jest/globals';
import { COLOURS } from '../../../grafana/thresholds.ts';
import { boardPanels } from '../../support/grafana/boards.ts';
import '../../support/grafana/transform.ts';

const theme = createTheme();
const colour = (name: keyof typeof COLOURS) => theme.visualization.getColorByName(COLOURS[name]);

function shown(boardPanel: (typeof boardPanels)[number], data: DataFrame[]) {
  const { fieldConfig, options } = boardPanel.panel;
  const [first] = getFieldDisplayValues({
    fieldConfig: fieldConfig as never,
    reduceOptions: (options as { reduceOptions: { calcs: string[] } }).reduceOptions,
    replaceVariables: (text) => text,
    data,
    theme,
  });
  return { text: first?.display.text, color: first?.display.color };
}

const number = (value: number) => [
  toDataFrame({ fields: [{ name: 'Value', type: FieldType.number, values: [value] }] }),
];

describe('a count of open findings', () => {
  const counts = boardPanels.filter(({ board, title }) => board === 'overview' && title.startsWith('Open: '));

  it.each(counts)('$board: $title', (count) => {
    const severity = count.title.replace('Open: ', '') as 'critical' | 'warning' | 'info';
    expect(shown(count, number(0))).toEqual({ text: 'none', color: colour('ok') });
    expect(shown(count, number(3))).toEqual({ text: '3', color: colour(severity) });
    expect(shown(count, [])).toEqual({ text: 'no data', color: colour('noData') });
  });
});

const stats = boardPanels.filter(({ panel }) => panel.type === 'stat');

it.each(stats)('without data no stat looks well: $board: $title', (stat) => {
  const { text, color } = shown(stat, []);
  expect(text).toBe(stat.panel.fieldConfig?.defaults.noValue);
  expect(color).not.toBe(colour('ok'));
});
