import { DataqueryBuilder, PromQueryFormat } from '@grafana/grafana-foundation-sdk/prometheus';
import { DATASOURCE } from '../variables.ts';

/** What holds now. */
export function instantQuery(expr: string, legend = '', refId = 'A'): DataqueryBuilder {
  return query(expr, refId).instant().legendFormat(legend);
}

/** One frame with a column per label. */
export function tableQuery(expr: string, refId: string): DataqueryBuilder {
  return query(expr, refId).instant().format(PromQueryFormat.Table);
}

export function rangeQuery(expr: string, legend: string, refId = 'A'): DataqueryBuilder {
  return query(expr, refId).range().legendFormat(legend);
}

function query(expr: string, refId: string): DataqueryBuilder {
  return new DataqueryBuilder().datasource(DATASOURCE).expr(expr).refId(refId);
}
