import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { ofReplicas, withExporter } from '../exporter-promql.ts';
import { collapse, earliest, NAMED_FACT, only } from '../promql.ts';
import { none, REPORT_AGE, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { table } from './table.ts';
import { INTERVALS } from '../units.ts';

const of = (name: string) => ofReplicas(`iam_credential_exporter_${name}`);
const failures = `round(sum by (${NAMED_FACT}) (increase(${of('refresh_errors_total')}[$__range])))`;
const up = `min by (${NAMED_FACT}) (${of('fact_up')})`;
/** Every fact of the configuration has counters, whether it was ever refreshed or not. Failing ones come first. */
const facts = `topk($limit, ${failures} + on (${NAMED_FACT}) ((1 - ${up}) or ${failures} * 0) * 1e6)`;
/** In refresh intervals; of the replica that has the oldest, as in the alerts. */
const age = `((time() - ${earliest(NAMED_FACT, of('fact_timestamp_seconds'))}) / ${collapse(NAMED_FACT, of('fact_refresh_interval_seconds'))})`;
const fill = (expr: string) => only(expr, NAMED_FACT, facts);

export function refreshesTable(height: number): Panel {
  return table({
    title: 'Facts by account, failing ones first',
    description:
      'The refreshes of each fact of each account: whether the last one succeeded, how old the fact is, how long the refresh took, when the next one is due, and how many failed in the time range. An account has its credential report, and the further facts that the configuration turns on. Of several replicas the table shows the worst, as the alerts do.',
    queries: {
      A: withExporter(facts),
      B: fill(up),
      C: fill(age),
      D: fill(`(time() - ${earliest(NAMED_FACT, of('last_success_timestamp_seconds'))})`),
      E: fill(`(${earliest(NAMED_FACT, of('next_refresh_timestamp_seconds'))} - time())`),
      F: fill(collapse(NAMED_FACT, of('refresh_duration_seconds'))),
      G: fill(failures),
    },
    columns: [
      { field: 'account_name', title: 'Account' },
      { field: 'fact', title: 'Fact', width: 230 },
      { field: 'exporter', title: 'Job' },
      {
        field: 'Value #B',
        title: 'Last refresh',
        width: 120,
        empty: 'not yet',
        mappings: [zeroOrOne(['failed', 'warning'], ['succeeded', 'ok'])],
      },
      {
        field: 'Value #C',
        title: 'Age',
        width: 130,
        unit: INTERVALS,
        decimals: 1,
        empty: 'not read',
        thresholds: REPORT_AGE,
      },
      { field: 'Value #D', title: 'Last success', width: 130, unit: 's', empty: 'never' },
      { field: 'Value #E', title: 'Next refresh in', width: 130, unit: 's', empty: 'not yet' },
      { field: 'Value #F', title: 'Duration', width: 110, unit: 's', empty: 'not yet' },
      { field: 'Value #G', title: 'Failures', width: 100, mappings: [ZERO_IS_NONE], thresholds: none('warning') },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: { field: 'Value #A', descending: true },
    noData: 'no data: Prometheus scrapes no exporter, or has scraped this one only once',
    height,
  });
}
