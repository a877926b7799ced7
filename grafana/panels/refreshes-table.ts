import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { ofReplicas } from '../exporter-promql.ts';
import { none, REPORT_AGE, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { AGE_BY_ACCOUNT } from './exporter-state.ts';
import { table } from './table.ts';
import { INTERVALS } from '../units.ts';

const ACCOUNT = 'account_name';
const of = (name: string) => `max by (${ACCOUNT}) (${ofReplicas(`iam_credential_exporter_${name}`)})`;
const failures = `round(sum by (${ACCOUNT}) (increase(${ofReplicas('iam_credential_exporter_refresh_errors_total')}[$__range])))`;
/** Every account of the configuration has counters, whether it was ever refreshed or not. Failing ones come first. */
const accounts = `topk($limit, ${failures} + on (${ACCOUNT}) ((1 - ${of('account_up')}) or ${failures} * 0) * 1e6)`;
const fill = (expr: string) => `${expr} and on (${ACCOUNT}) (${accounts})`;

export function refreshesTable(height: number): Panel {
  return table({
    title: 'Accounts, failing ones first',
    description:
      'The refreshes of each account: whether the last one succeeded, when, how long it took, when the next is due, and how many failed in the time range. Of several replicas the one that is best off.',
    queries: {
      A: accounts,
      B: fill(of('account_up')),
      C: fill(`(${AGE_BY_ACCOUNT})`),
      D: fill(`(time() - ${of('last_success_timestamp_seconds')})`),
      E: fill(`(${of('next_refresh_timestamp_seconds')} - time())`),
      F: fill(of('refresh_duration_seconds')),
      G: fill(failures),
    },
    columns: [
      { field: 'account_name', title: 'Account' },
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
    noRows: 'no data: no exporter is scraped, or this one was for the first time',
    height,
  });
}
