import { PanelBuilder } from '@grafana/grafana-foundation-sdk/bargauge';
import { BarGaugeDisplayMode, ReduceDataOptionsBuilder, VizOrientation } from '@grafana/grafana-foundation-sdk/common';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { labelled } from '../promql.ts';
import { NEUTRAL } from '../thresholds.ts';
import { COUNT } from '../units.ts';
import { DATASOURCE } from '../variables.ts';
import { instantQuery, type LegendQuery } from './query.ts';
import { QUERY_FAILED } from './stat.ts';

export interface BarGauge {
  readonly title: string;
  readonly description: string;
  /** The first one says so where there is nothing. */
  readonly queries: readonly LegendQuery[];
  /** By legend. */
  readonly colours?: Readonly<Record<string, string>>;
  /** Of 24. */
  readonly width: number;
}

export function barGauge({ title, description, queries, colours = {}, width }: BarGauge): Panel {
  const orNoData = ({ expr, saysNothing }: LegendQuery) =>
    `${expr} or on () ${labelled('vector(0)', saysNothing, 'no data')}`;
  const panel = new PanelBuilder()
    .title(title)
    .description(description)
    .datasource(DATASOURCE)
    .targets(
      queries.map((query, index) =>
        instantQuery(index === 0 ? orNoData(query) : query.expr, query.legend, 'ABCDEF'.charAt(index)),
      ),
    )
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
