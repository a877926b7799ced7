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
import { labelled } from '../promql.ts';
import { COLOURS, NEUTRAL } from '../thresholds.ts';
import { DATASOURCE } from '../variables.ts';
import { type LegendQuery, rangeQuery } from './query.ts';
import { QUERY_FAILED } from './stat.ts';

export interface TimeSeries {
  readonly title: string;
  readonly description: string;
  readonly queries: readonly LegendQuery[];
  readonly unit: string;
  /** Of 24. */
  readonly width: number;
  readonly height?: number;
  /** How far its points are apart at least. */
  readonly interval: string;
  readonly stacked?: boolean;
  /** Each point is what happened since the one before. */
  readonly bars?: boolean;
  /** By legend. */
  readonly colours?: Readonly<Record<string, string>>;
}

/** Ten times as many would not be seen, and be asked for. */
const POINTS = 200;

const NO_DATA = 'no data';
const BEGINS = `History begins with the first scrape. Where the legend says "${NO_DATA}", Prometheus has none.`;

/** Draws nothing, and stands in the legend: a query that succeeds always finds something. */
function orNoData({ expr, saysNothing }: LegendQuery): string {
  return `${expr} or on () ${labelled('vector(NaN)', saysNothing, NO_DATA)}`;
}

/** A line that is 0 all the time says nothing, and takes the place of one that does. */
const HIDDEN_IF_ZERO = {
  matcher: { id: 'byValue', options: { reducer: 'allIsZero', op: 'gte', value: 0 } },
  properties: [{ id: 'custom.hideFrom', value: { legend: true, tooltip: true, viz: false } }],
};

export function timeSeries(options: TimeSeries): Panel {
  const panel = new PanelBuilder()
    .title(options.title)
    .description(`${options.description} ${BEGINS}`)
    .datasource(DATASOURCE)
    .targets(
      options.queries.map((query, index) =>
        rangeQuery(orNoData(query), query.legend, 'ABCDEF'.charAt(index), options.interval),
      ),
    )
    .maxDataPoints(POINTS)
    .span(options.width)
    .height(options.height ?? 8)
    .unit(options.unit)
    .min(0)
    .noValue(QUERY_FAILED)
    .interval(options.interval)
    .thresholds({ build: () => NEUTRAL })
    .colorScheme({ build: () => ({ mode: FieldColorModeId.PaletteClassic }) })
    .drawStyle(options.bars === true ? GraphDrawStyle.Bars : GraphDrawStyle.Line)
    // Facts hold until the next report: a slope between two of them would be made up.
    .lineInterpolation(LineInterpolation.StepAfter)
    // A history of one point is no line yet.
    .showPoints(VisibilityMode.Auto)
    .fillOpacity(options.bars === true ? 80 : options.stacked === true ? 40 : 5)
    .stacking(
      new StackingConfigBuilder().group('A').mode(options.stacked === true ? StackingMode.Normal : StackingMode.None),
    )
    .legend(
      new VizLegendOptionsBuilder()
        .showLegend(true)
        .displayMode(LegendDisplayMode.List)
        .placement(LegendPlacement.Bottom)
        .calcs([options.bars === true ? 'sum' : 'lastNotNull']),
    )
    .tooltip(new VizTooltipOptionsBuilder().mode(TooltipDisplayMode.Multi).sort(SortOrder.Descending));
  for (const [legend, colour] of Object.entries(options.colours ?? {})) {
    panel.overrideByName(legend, [{ id: 'color', value: { mode: 'fixed', fixedColor: colour } }]);
  }
  return panel.withOverride(HIDDEN_IF_ZERO).build();
}

export const SEVERITY_LINES = Object.fromEntries(SEVERITIES.map((severity) => [severity, COLOURS[severity]]));
