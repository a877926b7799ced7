import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import { BarGaugeDisplayMode, ReduceDataOptionsBuilder, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { labelled } from '../promql.ts';
import { NEUTRAL } from '../thresholds.ts';
import { COUNT } from '../units.ts';
import { DATASOURCE } from '../variables.ts';
import { instantQuery } from './query.ts';
import { QUERY_FAILED } from './stat.ts';

export interface BarGauge {
  readonly title: string;
  readonly description: string;
  readonly expr: string;
  readonly legend: string;
  /** The label that says so where there is nothing. */
  readonly saysNothing: string;
  /** By legend. */
  readonly colours?: Readonly<Record<string, string>>;
  /** Of 24. */
  readonly width: number;
}

export function barGauge({ title, description, expr, legend, saysNothing, colours = {}, width }: BarGauge): Panel {
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .withTarget(instantQuery(`${expr} or on () ${labelled('vector(0)', saysNothing, 'no data')}`, legend))
    .span(width)
    .height(8)
    .unit(COUNT)
    .min(0)
    .thresholds({ build: () => NEUTRAL })
    .noValue(QUERY_FAILED)
    .displayMode(BarGaugeDisplayMode.Basic)
    .orientation(VizOrientation.Horizontal)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false).fields(''));
  for (const [name, colour] of Object.entries(colours)) {
    panel.overrideByName(name, [{ id: 'color', value: { mode: 'fixed', fixedColor: colour } }]);
  }
  return panel.build();
}
