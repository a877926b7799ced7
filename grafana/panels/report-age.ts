import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { collapse, earliest, ofChosenAccounts } from '../promql.ts';
import { REPORT_AGE } from '../thresholds.ts';
import { stat } from './stat.ts';
import { INTERVALS } from '../units.ts';

const REPORT = 'namespace, job, account_id';
const of = (name: string) => `aws_iam_credential_report_${name}{account_name=~"$account"}`;
const generated = earliest(REPORT, of('generated_timestamp_seconds'));
const interval = collapse(REPORT, of('refresh_interval_seconds'));

/**
 * The age of each account's report in refresh intervals: one that is due is 1 old, and from 2 on it is stale. Of the replica that has
 * the oldest, as in the alerts: its findings are on the boards too.
 */
export const REPORT_AGE_INTERVALS = collapse('account_id', `(time() - ${generated}) / ${interval}`);

export function oldestReport(width: number): Panel {
  return stat({
    title: 'Oldest report',
    description:
      'The age of the oldest report in refresh intervals, in the replica that has the oldest. Around 1 a new report is due. From 2 on the report is stale, and everything on this board may be out of date.',
    expr: `max(${ofChosenAccounts(REPORT_AGE_INTERVALS)})`,
    unit: INTERVALS,
    decimals: 1,
    thresholds: REPORT_AGE,
    width,
  });
}
