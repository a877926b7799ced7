import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { NAMED_ACCOUNT, NAMED_FACT } from '../../alerts/series.ts';
import { ofReplicas, withExporterIfSeveral } from '../exporter-promql.ts';
import { ACCOUNT_LINK, REASON_LINK } from '../links.ts';
import { collapse, collapseInfo, earliest, labelled, named } from '../promql.ts';
import { none, STALE_INTERVALS, zeroOrOne, ZERO_IS_NONE } from '../thresholds.ts';
import { LONG_TIME } from '../units.ts';
import { fill, type Rows, top } from './rows.ts';
import { table } from './table.ts';

const of = (name: string) => ofReplicas(`iam_credential_exporter_${name}`);
const increases = `increase(${of('refresh_errors_total')}[$__range])`;
const failures = `round(sum by (${NAMED_FACT}) (${increases}))`;
const up = `min by (${NAMED_FACT}) (${of('fact_up')})`;
/** Every fact of the configuration has counters, whether it was ever refreshed or not. */
const configured = `group by (${NAMED_FACT}) (${of('refresh_errors_total')})`;
/** Failing ones come first, then those that failed most often. */
export const refreshRows: Rows = {
  identity: NAMED_FACT,
  all: configured,
  rank: `(${failures} or ${configured} * 0) + on (${NAMED_FACT}) ((1 - ${up}) or ${configured} * 0) * 1e6`,
};
const filled = (expr: string) => fill(refreshRows, expr);

/** Of the replica that has the oldest, as in the alerts. */
const age = `(time() - ${earliest(NAMED_FACT, of('fact_timestamp_seconds'))})`;
const stale = `${age} / ${collapse(NAMED_FACT, of('fact_refresh_interval_seconds'))} < bool ${STALE_INTERVALS}`;
/** Why most of its refreshes failed within the time range; a dash for a fact without a failure. */
const reasons = `(topk by (${NAMED_FACT}) (1, sum by (${NAMED_FACT}, reason) (${increases}) > 0) or on (${NAMED_FACT}) ${labelled(configured, 'reason', '–')})`;
/** Of an account that was never read nobody knows the owner. */
const owners = named(
  collapseInfo(NAMED_ACCOUNT, 'owner', `last_over_time(${ofReplicas('aws_iam_account_info')}[$__range])`),
  'owner',
  'no owner',
);

export function refreshesTable(title: string, height: number): Panel {
  return table({
    title,
    description:
      'The refreshes of each fact of each account: whether the last one succeeded and how long it took, why most of them failed in the time range and how many did, how old the fact is, and when the next one is due. The reason leads to what to do about it. An account has its credential report, and the further facts that the configuration turns on. Of several replicas the table shows the worst, as the alerts do.',
    queries: {
      A: withExporterIfSeveral(top(refreshRows)),
      B: filled(up),
      C: filled(age),
      D: filled(stale),
      E: filled(`(${earliest(NAMED_FACT, of('next_refresh_timestamp_seconds'))} - time())`),
      F: filled(failures),
      G: `${reasons} and on (${NAMED_FACT}) ${top(refreshRows)}`,
      H: `${configured} * on (${NAMED_ACCOUNT}) group_left (owner) ${owners} and on (${NAMED_FACT}) ${top(refreshRows)}`,
      I: filled(`(time() - ${earliest(NAMED_FACT, of('last_success_timestamp_seconds'))})`),
      J: filled(collapse(NAMED_FACT, of('refresh_duration_seconds'))),
    },
    columns: [
      { field: 'account_name', title: 'Account', minWidth: 160, links: [ACCOUNT_LINK], filterable: true },
      { field: 'owner', title: 'Owner', width: 85 },
      // Only there if there are several.
      { field: 'exporter', title: 'Job', width: 90 },
      { field: 'fact', title: 'Fact', width: 130, filterable: true },
      {
        field: 'Value #B',
        title: 'Last try',
        width: 80,
        empty: 'not yet',
        mappings: [zeroOrOne(['failed', 'warning'], ['succeeded', 'ok'])],
      },
      { field: 'Value #J', title: 'Took', width: 70, unit: 's', decimals: 1, empty: 'not yet' },
      { field: 'reason', title: 'Reason', width: 130, links: [REASON_LINK] },
      { field: 'Value #F', title: 'Failures', width: 75, mappings: [ZERO_IS_NONE], thresholds: none('warning') },
      { field: 'Value #I', title: 'Last success', width: 100, unit: LONG_TIME, decimals: 0, empty: 'never' },
      {
        field: 'Value #D',
        title: 'Fact is',
        width: 65,
        empty: '–',
        mappings: [zeroOrOne(['stale', 'warning'], ['fresh', 'ok'])],
      },
      { field: 'Value #C', title: 'Age', width: 80, unit: LONG_TIME, decimals: 0, empty: 'not read' },
      { field: 'Value #E', title: 'Next in', width: 85, unit: LONG_TIME, decimals: 0, empty: 'not yet' },
      { field: 'Value #A', title: 'Rank', hidden: true },
    ],
    sort: [{ field: 'Value #A', descending: true }, { field: 'account_name' }, { field: 'fact' }],
    noData: 'no data: Prometheus scrapes no exporter',
    height,
  });
}
