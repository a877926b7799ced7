/** What a reader sees in a stat, by Grafana's own library. */
import { createTheme, FieldType, getFieldDisplayValues, toDataFrame } from '@grafana/data';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { COLOURS } from '../../../grafana/thresholds.ts';
import './transform.ts';

const theme = createTheme();

/** A colour as the library gives it. */
export function colour(name: keyof typeof COLOURS): string {
  return theme.visualization.getColorByName(COLOURS[name]);
}

/** The text and its colour, for one value or none. */
export function shown(panel: Panel, ...values: number[]) {
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
