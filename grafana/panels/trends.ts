import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { checkFindings, collapse, findingsByAccount, ofChosenAccounts } from '../promql.ts';
import { CHANGE } from '../thresholds.ts';
import { atStart, TOP, type When, worstAtEnd } from '../when.ts';
import { stat } from './stat.ts';
import { timeSeries } from './time-series.ts';

const IS_OPEN = 'status="open"';
/** Findings change with a report, every four hours at most; a point every ten minutes shows when. */
const INTERVAL = '10m';
const IF_EMPTY = 'No data: the exporter has read nothing, or every check is switched off.';

export function change(width: number): Panel {
  return stat({
    title: 'Change over the time range',
    description:
      'Open findings now minus open findings at the start of the time range: below 0 is better. Counts only accounts that have a report at both ends, so that a new account does not look worse and a lost one does not look better.',
    expr: `sum(${findingsByAccount(IS_OPEN)} - ${findingsByAccount(IS_OPEN, atStart)})`,
    thresholds: CHANGE,
    noValue: 'no data that far back',
    width,
  });
}

export function trendBySeverity(width: number): Panel {
  return timeSeries({
    title: 'Open findings by severity',
    description: `Is it getting better? All open findings of the chosen accounts. ${IF_EMPTY}`,
    queries: [{ expr: `sum by (severity) (${checkFindings(IS_OPEN)})`, legend: '{{severity}}' }],
    unit: 'none',
    interval: INTERVAL,
    stacked: true,
    width,
  });
}

export function trendBy(label: 'check' | 'owner' | 'account_name', title: string, width: number): Panel {
  const open = (when: When) =>
    label === 'check' ? checkFindings(IS_OPEN, when) : ofChosenAccounts(findingsByAccount(IS_OPEN, when), when);
  const expr = worstAtEnd(label, (when) => `sum by (${label}) (${open(when)})`);
  return timeSeries({
    title,
    description: `The ${TOP} lines with the most open findings at the end of the time range, or when last seen. ${IF_EMPTY}`,
    queries: [{ expr, legend: `{{${label}}}` }],
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
