import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { CHOSEN_ACCOUNTS, collapse, collapseInfo, earliest, named, only } from '../promql.ts';
import { none, REPORT_AGE, ZERO_IS_NONE } from '../thresholds.ts';
import { REPORT_AGE_INTERVALS } from './report-age.ts';
import { table } from './table.ts';
import { INTERVALS } from '../units.ts';

const accounts = `topk($limit, ${collapseInfo('account_id', 'account_name, owner, partition, source', `aws_iam_account_info{${CHOSEN_ACCOUNTS}}`)})`;
const fill = (expr: string) => only(expr, 'account_id', accounts);
const family = (name: string) => `aws_iam_credential_report_${name}`;
const report = (name: string) => fill(collapse('account_id', family(name)));

/** Where the facts come from, and of which moment they are. */
export function reportsTable(height: number): Panel {
  return table({
    title: 'Where the facts come from',
    description:
      'The credential report of the account: when AWS generated it (all values are of that moment), how old it is in refresh intervals, and how many rows the exporter could not read. Users of these rows are missing here.',
    queries: {
      A: named(accounts, 'owner', 'no owner'),
      B: `(${fill(earliest('account_id', family('generated_timestamp_seconds')))}) * 1000`,
      C: report('refresh_interval_seconds'),
      D: fill(REPORT_AGE_INTERVALS),
      E: report('users'),
      F: report('skipped_rows'),
    },
    columns: [
      { field: 'account_name', title: 'Account' },
      { field: 'account_id', title: 'Account ID', width: 140 },
      { field: 'owner', title: 'Owner' },
      { field: 'partition', title: 'Partition', width: 110 },
      { field: 'source', title: 'Source', width: 90 },
      { field: 'Value #B', title: 'Generated', width: 180, unit: 'dateTimeAsIso' },
      { field: 'Value #C', title: 'Renewed every', width: 130, unit: 's' },
      { field: 'Value #D', title: 'Age', width: 120, unit: INTERVALS, decimals: 1, thresholds: REPORT_AGE },
      { field: 'Value #E', title: 'Users', width: 90 },
      { field: 'Value #F', title: 'Skipped rows', width: 120, mappings: [ZERO_IS_NONE], thresholds: none('warning') },
    ],
    sort: { field: 'account_name', descending: false },
    noData: 'no data: the account has no report yet. Exporter health says why.',
    height,
  });
}
