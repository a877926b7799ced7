import {
  GraphDrawStyle,
  LegendDisplayMode,
  LegendPlacement,
  LineInterpolation,
  SortOrder,
  StackingConfigBuilder,
  StackingMode,
  TooltipDisplayMode,
  VisibilityMode,
  VizLegendOptionsBuilder,
  VizTooltipOptionsBuilder,
} from '@grafana/grafana-foundation-sdk/common';
import { FieldColorModeId, type Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { SEVERITIES } from '../../src/model/finding.ts';
import { COLOURS, NEUTRAL } from '../thresholds.ts';
import { DATASOURCE } from '../variables.ts';
import { rangeQuery } from './query.ts';

export interface TimeSeries {
  readonly title: string;
  readonly description: string;
  /** By legend. */
  readonly queries: readonly { readonly expr: string; readonly legend: string }[];
  readonly unit: string;
  /** Of 24. */
  readonly width: number;
  readonly height?: number;
  /** How often what it shows can change at all. */
  readonly interval: string;
  readonly stacked?: boolean;
}

export function timeSeries(options: TimeSeries): Panel {
  const panel = new PanelBuilder()
    .title(options.title)
    .description(options.description)
    .datasource(DATASOURCE)
    .targets(
      options.queries.map(({ expr, legend }, index) =>
        rangeQuery(expr, legend, 'ABCDEF'.charAt(index), options.interval),
      ),
    )
    .span(options.width)
    .height(options.height ?? 8)
    .unit(options.unit)
    .min(0)
    .noValue('no data')
    .interval(options.interval)
    .thresholds({ build: () => NEUTRAL })
    .colorScheme({ build: () => ({ mode: FieldColorModeId.PaletteClassic }) })
    .drawStyle(GraphDrawStyle.Line)
    // Facts hold until the next report: a slope between two of them would be made up.
    .lineInterpolation(LineInterpolation.StepAfter)
    .showPoints(VisibilityMode.Never)
    .fillOpacity(options.stacked === true ? 40 : 5)
    .stacking(
      new StackingConfigBuilder().group('A').mode(options.stacked === true ? StackingMode.Normal : StackingMode.None),
    )
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.Table)
        .placement(LegendPlacement.Right)
        .calcs(['lastNotNull', 'max']),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  for (const severity of SEVERITIES) {
    panel.overrideByName(severity, [{ id: 'color', value: { mode: 'fixed', fixedColor: COLOURS[severity] } }]);
  }
  return panel.build();
}
