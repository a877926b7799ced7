/** What a reader of a board sees in each panel at a moment, with Grafana's own times and choices. */
import { rangeUtil } from '@grafana/data';
import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { WORDS_COLUMN } from '../../../grafana/in-words.ts';
import { DASHBOARDS } from '../../../grafana/dashboards.ts';
import type { BoardName } from '../../../grafana/links.ts';
import { AGO } from '../../../grafana/units.ts';
import { queriesOf } from '../../support/grafana/boards.ts';
import { type Choices, interpolate } from '../../support/grafana/interpolate.ts';
import { shown, shownLabel } from '../../support/grafana/stat-text.ts';
import { visibleColumns } from '../../support/grafana/table-columns.ts';
import type { Sample } from '../../support/grafana/transform.ts';
import { offered, tableRows } from './board-prometheus.ts';
import type { Prometheus } from './prometheus.ts';

/** A text, a text for each name, or the moment in Unix seconds that a text such as "5 minutes ago" is about. */
export type StatSight = string | number | Readonly<Record<string, string>>;
export type BarSight = Readonly<Record<string, number>>;
export type Point = readonly [time: number, value: number];
/** The points of each line, by its name; none of one that is only in the legend. */
export type GraphSight = Readonly<Record<string, readonly Point[]>>;
/** Rows with the titles of their columns, or the words that stand there instead of rows. */
export type TableSight = readonly Readonly<Record<string, unknown>>[] | string;
export type Sight = StatSight | BarSight | GraphSight | TableSight;

export interface Look {
  readonly prometheus: Prometheus;
  readonly board: BoardName;
  /** Unix seconds. */
  readonly time: number;
  /** Of the hidden variables too. */
  readonly choices: Choices;
}

/** As Grafana asks when the board is opened: the variables first, each with the choice that the board comes with. */
export async function look(prometheus: Prometheus, board: BoardName, time: number, choices: Choices): Promise<Look> {
  const dashboard = DASHBOARDS[board];
  const then: Prometheus = { ...prometheus, query: (promql) => prometheus.query(promql, time) };
  const all = (dashboard.templating.list ?? []).filter(({ allValue }) => allValue !== undefined);
  const withAll = Object.fromEntries(all.map(({ name }) => [name, 'All' as const]));
  const withRange = { ...withAll, ...choices, __range: [`${rangeOf(board)}s`], __range_s: [String(rangeOf(board))] };
  const found = await offered(then, dashboard, withRange);
  return { prometheus: then, board, time, choices: { ...Object.fromEntries(found), ...withRange } };
}

export async function sight(at: Look, panel: Panel): Promise<Sight> {
  if (panel.type === 'timeseries') return lines(at, panel);
  const samples = new Map<string, Sample[]>();
  for (const { refId = '', expr } of queriesOf(panel))
    samples.set(refId, await at.prometheus.query(interpolated(at, expr)));
  if (panel.type === 'table') return rows(panel, samples);
  if (panel.type === 'bargauge') return bars(panel, samples);
  return stat(panel, samples.get('A') ?? []);
}

/** How many rows the titles of long tables say that there are, by variable. */
export function rowsInTitles({ choices }: Look): Record<string, string> {
  const shownRows = Object.entries(choices).filter(([name]) => name.startsWith('shown_'));
  return Object.fromEntries(shownRows.map(([name, values]) => [name, [values].flat().join()]));
}

/** How long its queries are, in characters. */
export function lengthsOf(at: Look, panel: Panel): number[] {
  return queriesOf(panel).map(({ expr }) => interpolated(at, expr).length);
}

function stat(panel: Panel, samples: readonly Sample[]): StatSight {
  const unit = panel.fieldConfig?.defaults.unit;
  const textOf = (sample: Sample) =>
    String((unit === 'string' ? shownLabel(panel, sample) : shown(panel, sample.value)).text);
  const [first, ...more] = samples;
  if (first === undefined) return String(shown(panel).text);
  if (unit === AGO && first.value > 0) return first.value / 1000;
  const legend = queriesOf(panel)[0]?.legendFormat ?? '';
  if (legend !== '' || more.length > 0)
    return Object.fromEntries(samples.map((sample) => [named(legend, sample.metric), textOf(sample)]));
  return textOf(first);
}

function bars(panel: Panel, samples: ReadonlyMap<string, Sample[]>): BarSight {
  return Object.fromEntries(
    queriesOf(panel).flatMap(({ refId = '', legendFormat = '' }) =>
      (samples.get(refId) ?? []).map(({ metric, value }) => [named(legendFormat, metric), value]),
    ),
  );
}

async function rows(panel: Panel, samples: ReadonlyMap<string, Sample[]>): Promise<TableSight> {
  const found = await tableRows(panel, samples);
  const words = found[0]?.[WORDS_COLUMN.field];
  if (typeof words === 'string' && words !== '') return words;
  const columns = visibleColumns(panel).filter(({ field }) => field !== WORDS_COLUMN.field);
  return found.map((row) => Object.fromEntries(columns.map(({ field, title }) => [title, row[field]])));
}

async function lines(at: Look, panel: Panel): Promise<GraphSight> {
  const { prometheus, board, time } = at;
  const seen: [string, readonly Point[]][] = [];
  for (const { expr, interval = '', legendFormat = '' } of queriesOf(panel)) {
    const { start, end, step } = pointsOf(board, panel, time);
    const scraped = rangeUtil.intervalToSeconds(interval);
    const times = {
      __interval: [`${step}s`],
      __rate_interval: [`${Math.max(step + scraped, 4 * scraped)}s`],
    };
    const asked = interpolated(at, expr, times);
    for (const { metric, points } of await prometheus.queryRange(asked, { start, end, step })) {
      const drawn = points.filter(([, value]) => !Number.isNaN(value));
      seen.push([named(legendFormat, metric), drawn.map(([at, value]) => [at, rounded(value)])]);
    }
  }
  return Object.fromEntries(seen);
}

/** A rate of a steady growth is not quite steady. */
function rounded(value: number): number {
  return Math.round(value * 1e9) / 1e9;
}

function interpolated({ board, choices }: Look, expr: string, times: Choices = {}): string {
  return interpolate(expr, DASHBOARDS[board].templating.list ?? [], { ...choices, ...times });
}

function named(legend: string, labels: Sample['metric']): string {
  return legend.replaceAll(/\{\{(\w+)\}\}/g, (_, label: string) => labels[label] ?? '').trim();
}

/** Seconds that a board shows at first. */
export function rangeOf(board: BoardName): number {
  return rangeUtil.intervalToSeconds(String(DASHBOARDS[board].time?.from).replace('now-', ''));
}

/** Where the points of a graph are, in seconds. The data source moves both ends to multiples of the step. */
export function pointsOf(board: BoardName, { maxDataPoints = 0, interval }: Panel, time: number) {
  const range = rangeOf(board);
  const times = { from: { valueOf: () => 0 }, to: { valueOf: () => range * 1000 } };
  const step = rangeUtil.calculateInterval(times as never, maxDataPoints, interval).intervalMs / 1000;
  const [start = 0, end = 0] = [time - range, time].map((moment) => Math.floor(moment / step) * step);
  return { start, end, step };
}
