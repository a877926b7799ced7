import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { checkFindings, collapse, named, ofChosenAccounts } from '../promql.ts';
import { CHANGE } from '../thresholds.ts';
import { stat } from './stat.ts';
import { timeSeries } from './time-series.ts';

const OPEN = checkFindings('status="open"');
/** Findings change with a report, every four hours at most; a point every ten minutes shows when. */
const INTERVAL = '10m';

export function change(width: number): Panel {
  return stat({
    title: 'Change over the time range',
    description: 'Open findings now, less those at the start of the time range: below 0 it got better.',
    expr: `sum(${OPEN}) - sum(${checkFindings('status="open"', ' offset $__range')})`,
    thresholds: CHANGE,
    noValue: 'no data that far back',
    width,
  });
}

export function trendBySeverity(width: number): Panel {
  return timeSeries({
    title: 'Open findings by severity',
    description: 'Is it getting better? All open findings of the chosen accounts.',
    queries: [{ expr: `sum by (severity) (${OPEN})`, legend: '{{severity}}' }],
    unit: 'none',
    interval: INTERVAL,
    stacked: true,
    width,
  });
}

/** The ten that are worst at the end of the time range, so that the same lines run through all of it. */
export function trendBy(label: 'check' | 'owner' | 'account_name', title: string, width: number): Panel {
  const sum = (findings: string) => `sum by (${label}) (${findings})`;
  const last = sum(checkFindings('status="open"', ' @ end()'));
  const expr = `${sum(OPEN)} and on (${label}) topk(10, ${last})`;
  return timeSeries({
    title,
    description: 'Open findings of the ten that have the most at the end of the time range.',
    queries: [{ expr: label === 'owner' ? named(expr, label, 'no owner') : expr, legend: `{{${label}}}` }],
    unit: 'none',
    interval: INTERVAL,
    width,
  });
}

export function usersOverTime(width: number): Panel {
  const users = collapse('account_id', 'aws_iam_credential_report_users{account_name=~"$account"}');
  return timeSeries({
    title: 'Users in the reports',
    description: 'Users of each chosen account, root included.',
    queries: [{ expr: ofChosenAccounts(users), legend: '{{account_name}}' }],
    unit: 'none',
    interval: INTERVAL,
    width,
  });
}
