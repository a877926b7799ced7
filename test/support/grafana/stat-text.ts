/** What a reader sees in a stat, by Grafana's own library. */
import { createTheme, type DataFrame, FieldType, getFieldDisplayValues, toDataFrame } from '@grafana/data';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { COLOURS } from '../../../grafana/thresholds.ts';
import { override } from './table-columns.ts';
import { type Sample, tableFrame } from './transform.ts';

const theme = createTheme();

/** A colour as the library gives it. */
export function colour(name: keyof typeof COLOURS): string {
  return theme.visualization.getColorByName(COLOURS[name]);
}

/** The text and its colour, for one value or none. */
export function shown(panel: Panel, ...values: number[]) {
  const field = { name: 'Value', type: FieldType.number, config: fieldConfigOf(panel).defaults, values };
  return firstShown(panel, values.length === 0 ? [] : [toDataFrame({ fields: [field] })]);
}

/** The same for one value with a legend, which may have thresholds of its own. */
export function shownWithLegend(panel: Panel, legend: string, value: number) {
  const own = Object.fromEntries((override(panel, legend) ?? []).map((property) => [property.id, property.value]));
  const config = { ...fieldConfigOf(panel).defaults, ...own };
  return firstShown(panel, [
    toDataFrame({ fields: [{ name: legend, type: FieldType.number, config, values: [value] }] }),
  ]);
}

/** The same where it shows a label of the sample. */
export function shownLabel(panel: Panel, sample: Sample) {
  const frame = tableFrame('A', [sample], 0);
  // As Grafana does before it draws.
  const fields = frame.fields.map((field) => ({ ...field, config: fieldConfigOf(panel).defaults }));
  return firstShown(panel, [{ ...frame, fields }]);
}

// The SDK's types and the library's are of one shape, and differ in their enums.
function fieldConfigOf(panel: Panel) {
  return panel.fieldConfig as never as { defaults: object; overrides: [] };
}

function firstShown(panel: Panel, data: DataFrame[]) {
  const { reduceOptions, textMode } = panel.options as { reduceOptions: { calcs: string[] }; textMode: string };
  const [first] = getFieldDisplayValues({
    fieldConfig: fieldConfigOf(panel),
    reduceOptions,
    replaceVariables: (text) => text,
    data,
    theme,
  });
  // Without a series there is a text, and nothing that has a name.
  const { title = '', text, suffix = '', color } = first?.display ?? { text: undefined };
  return { text: textMode === 'name' ? title : text && `${text}${suffix}`, color };
}
