import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import { BarGaugeDisplayMode, ReduceDataOptionsBuilder, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { NEUTRAL } from '../thresholds.ts';
import { DATASOURCE } from '../variables.ts';
import { instantQuery } from './query.ts';

export interface BarGauge {
  readonly title: string;
  readonly description: string;
  readonly expr: string;
  readonly legend: string;
  /** Of 24. */
  readonly width: number;
}

export function barGauge({ title, description, expr, legend, width }: BarGauge): Panel {
  return new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .withTarget(instantQuery(expr, legend))
    .span(width)
    .height(8)
    .unit('none')
    .min(0)
    .thresholds({ build: () => NEUTRAL })
    .noValue('no data')
    .displayMode(BarGaugeDisplayMode.Basic)
    .orientation(VizOrientation.Horizontal)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs(['lastNotNull']).values(false).fields(''))
    .build();
}
