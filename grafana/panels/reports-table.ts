import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { accounts, CHOSEN_IDS, collapse, earliest, named } from '../promql.ts';
import { none, ZERO_IS_NONE } from '../thresholds.ts';
import { LONG_TIME } from '../units.ts';
import { now } from '../when.ts';
import { REPORT_AGE } from './report-age.ts';
import { fill, type Rows, top } from './rows.ts';
import { table } from './table.ts';

const rows: Rows = { identity: 'account_id', all: accounts('account_name, owner, partition, source') };
const of = (name: string) => now(`aws_iam_credential_report_${name}`, CHOSEN_IDS);
const report = (name: string) => fill(rows, collapse('account_id', of(name)));

/** Where the values of the report come from, and of which moment they are. */
export function reportsTable(height: number): Panel {
  return table({
    title: 'Credential report',
    description:
      'The credential report of the account: when AWS generated it, how old it is, and how many rows the exporter could not read. Users of these rows are missing here. All values from the report are of that moment. Facts beyond the report have moments of their own: Exporter health shows them.',
    queries: {
      A: named(top(rows), 'owner', 'no owner'),
      B: fill(rows, `${earliest('account_id', of('generated_timestamp_seconds'))} * 1000`),
      C: report('refresh_interval_seconds'),
      D: fill(rows, REPORT_AGE),
      E: report('users'),
      F: report('skipped_rows'),
    },
    columns: [
      { field: 'account_name', title: 'Account', minWidth: 165 },
      { field: 'account_id', title: 'Account ID', width: 115 },
      { field: 'owner', title: 'Owner', width: 95 },
      { field: 'partition', title: 'Partition', width: 105 },
      { field: 'source', title: 'Source', width: 75 },
      { field: 'Value #B', title: 'Generated', width: 160, unit: 'dateTimeAsIso' },
      { field: 'Value #D', title: 'Age', width: 110, unit: LONG_TIME, decimals: 0 },
      { field: 'Value #C', title: 'Renewed every', width: 115, unit: LONG_TIME, decimals: 0 },
      { field: 'Value #E', title: 'Users', width: 70 },
      { field: 'Value #F', title: 'Rows skipped', width: 115, mappings: [ZERO_IS_NONE], thresholds: none('warning') },
    ],
    sort: [{ field: 'account_name' }],
    noData: 'no data: the account has no report yet',
    height,
  });
}
