import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { ofReplicas, withExporter } from '../exporter-promql.ts';
import { collapse, earliest, NAMED_ACCOUNT, only } from '../promql.ts';
import { none, REPORT_AGE, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { AGE_BY_ACCOUNT } from './exporter-state.ts';
import { table } from './table.ts';
import { INTERVALS } from '../units.ts';

const of = (name: string) => ofReplicas(`iam_credential_exporter_${name}`);
const failures = `round(sum by (${NAMED_ACCOUNT}) (increase(${of('refresh_errors_total')}[$__range])))`;
const up = `min by (${NAMED_ACCOUNT}) (${of('account_up')})`;
/** Every account of the configuration has counters, whether it was ever refreshed or not. Failing ones come first. */
const accounts = `topk($limit, ${failures} + on (${NAMED_ACCOUNT}) ((1 - ${up}) or ${failures} * 0) * 1e6)`;
const fill = (expr: string) => only(expr, NAMED_ACCOUNT, accounts);

export function refreshesTable(height: number): Panel {
  return table({
    title: 'Accounts, failing ones first',
    description:
      'The refreshes of each account: whether the last one succeeded, when, how long it took, when the next is due, and how many failed in the time range. Of several replicas the one that is worst off, as in the alerts.',
    queries: {
      A: withExporter(accounts),
      B: fill(up),
      C: fill(`(${AGE_BY_ACCOUNT})`),
      D: fill(`(time() - ${earliest(NAMED_ACCOUNT, of('last_success_timestamp_seconds'))})`),
      E: fill(`(${earliest(NAMED_ACCOUNT, of('next_refresh_timestamp_seconds'))} - time())`),
      F: fill(collapse(NAMED_ACCOUNT, of('refresh_duration_seconds'))),
      G: fill(failures),
    },
    columns: [
      { field: 'account_name', title: 'Account' },
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
        title: 'Report age',
        width: 130,
        unit: INTERVALS,
        decimals: 1,
        empty: 'no report',
        thresholds: REPORT_AGE,
      },
      { field: 'Value #D', title: 'Last success', width: 130, unit: 's', empty: 'never' },
      { field: 'Value #E', title: 'Next refresh in', width: 130, unit: 's', empty: 'not yet' },
      { field: 'Value #F', title: 'Duration', width: 110, unit: 's', empty: 'not yet' },
      { field: 'Value #G', title: 'Failures', width: 100, mappings: [ZERO_IS_NONE], thresholds: none('warning') },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: { field: 'Value #A', descending: true },
    noData: 'no data: no exporter is scraped, or this one was for the first time',
    height,
  });
}
