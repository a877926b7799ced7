import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { collapse, ofChosenAccounts } from '../promql.ts';
import { REPORT_AGE } from '../thresholds.ts';
import { stat } from './stat.ts';
import { INTERVALS } from '../units.ts';

const family = (name: string) => collapse('account_id', `aws_iam_credential_report_${name}{account_name=~"$account"}`);

/** The age of each report of the chosen accounts, in seconds. */
const REPORT_AGE_SECONDS = `time() - ${family('generated_timestamp_seconds')}`;

/** The same in refresh intervals: a report that is due is 1 old, and from 2 on it is stale. */
export const REPORT_AGE_INTERVALS = `(${REPORT_AGE_SECONDS}) / ${family('refresh_interval_seconds')}`;

export function oldestReport(width: number): Panel {
  return stat({
    title: 'Oldest report',
    description:
      'How old the oldest of the reports is, in refresh intervals: around 1 a new one is due, from 2 on it is stale and everything on this board may be out of date.',
    expr: `max(${ofChosenAccounts(`(${REPORT_AGE_INTERVALS})`)})`,
    unit: INTERVALS,
    decimals: 1,
    thresholds: REPORT_AGE,
    width,
  });
}
