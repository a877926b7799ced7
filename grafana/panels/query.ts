import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { DATASOURCE } from '../variables.ts';

/** One whose series have names. */
export interface LegendQuery {
  readonly expr: string;
  readonly legend: string;
  /** The label that says so in the legend where there is nothing; others of the legend stay empty. */
  readonly saysNothing: string;
}

/** What holds now. */
export function instantQuery(expr: string, legend = '', refId = 'A'): DataqueryBuilder {
  return query(expr, refId).instant().legendFormat(legend);
}

/** One frame with a column per label. */
export function tableQuery(expr: string, refId: string): DataqueryBuilder {
  return query(expr, refId).instant().format(PromQueryFormat.Table);
}

/**
 * `interval` is how far its points are apart at least, say `1m`. Grafana makes the look-back of a rate from that of the query, and not
 * from that of the panel: at least four times as long, so that it always holds two scrapes.
 */
export function rangeQuery(expr: string, legend: string, refId: string, interval: string): DataqueryBuilder {
  return query(expr, refId).range().legendFormat(legend).interval(interval);
}

function query(expr: string, refId: string): DataqueryBuilder {
  return new DataqueryBuilder().datasource(DATASOURCE).expr(expr).refId(refId);
}
