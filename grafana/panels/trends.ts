import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { checkFindings, CHOSEN_IDS, collapse, findingsByAccount, ofChosenAccounts } from '../promql.ts';
import { CHANGE } from '../thresholds.ts';
import { COUNT } from '../units.ts';
import { atStart, then, type When } from '../when.ts';
import { TOP, worstAtEnd } from '../worst.ts';
import { barGauge } from './bar-gauge.ts';
import { labelStat } from './stat.ts';
import { SEVERITY_LINES, timeSeries } from './time-series.ts';

/** Findings change with a report, every four hours at most; the first points of a new history are to be seen all the same. */
const INTERVAL = '5m';

export function change(width: number): Panel {
  const difference = `sum(${findingsByAccount('open')} - ${findingsByAccount('open', '', atStart)})`;
  return labelStat({
    title: 'Change over the time range',
    description:
      'Open findings now minus open findings at the start of the time range: below 0 is better. Counts only accounts that have a report at both ends, so that a new account does not look worse and a lost one does not look better.',
    expr: `label_replace(count_values("change", ${difference}), "change", "+$1", "change", "([1-9].*)")`,
    label: 'change',
    mappings: CHANGE,
    noData: 'no data that far back',
    width,
  });
}

export function trendBySeverity(width: number): Panel {
  return timeSeries({
    title: 'Open findings by severity',
    description: 'Is it getting better? All open findings of the chosen accounts.',
    queries: [
      {
        expr: `sum by (severity) (${checkFindings('open', '', then)})`,
        legend: '{{severity}}',
        saysNothing: 'severity',
      },
    ],
    unit: COUNT,
    interval: INTERVAL,
    stacked: true,
    colours: SEVERITY_LINES,
    width,
  });
}

export function trendBy(label: 'check' | 'owner' | 'account_name', title: string, width: number): Panel {
  const open = (when: When) =>
    label === 'check' ? checkFindings('open', '', when) : ofChosenAccounts(findingsByAccount('open', '', when), when);
  const expr = worstAtEnd(label, (wrap) => {
    const when: When = (family, matchers) => wrap(then(family, matchers));
    return `sum by (${label}) (${open(when)})`;
  });
  return timeSeries({
    title,
    description: `The ${TOP} lines with the most open findings at the end of the time range, or when last seen.`,
    queries: [{ expr, legend: `{{${label}}}`, saysNothing: label }],
    unit: COUNT,
    interval: INTERVAL,
    width,
  });
}

export function usersOverTime(width: number): Panel {
  const users = collapse('account_id', then('aws_iam_credential_report_users', CHOSEN_IDS));
  return timeSeries({
    title: 'Users in the report',
    description: 'Users of the account, root included.',
    queries: [{ expr: ofChosenAccounts(users, then), legend: '{{account_name}}', saysNothing: 'account_name' }],
    unit: COUNT,
    interval: INTERVAL,
    width,
  });
}

/** Spread: a hundred findings in one account want something else than one in each of a hundred. */
export function findingsByAccountNow(width: number): Panel {
  return barGauge({
    title: 'Open findings by account now',
    description: `The ${TOP} accounts with the most open findings.`,
    expr: `topk(${TOP}, sum by (account_name) (${ofChosenAccounts(findingsByAccount('open'))}))`,
    legend: '{{account_name}}',
    saysNothing: 'account_name',
    width,
  });
}
