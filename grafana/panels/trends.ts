import type { Panel } from '@grafana/grafana-foundation-sdk/dashboard';
import { TREND_INTERVAL } from '../../alerts/trends.ts';
import { byUnit } from '../organizational-units.ts';
import { CHOSEN_IDS, collapse, findingsByAccount, named, ofChosenAccounts } from '../promql.ts';
import { ACCOUNT_FINDINGS, findingsBy, NEEDS_RULES } from '../recorded-trends.ts';
import { CHANGE } from '../thresholds.ts';
import { COUNT } from '../units.ts';
import { atStart, then } from '../when.ts';
import { asItIs, type Look, TOP, worstAtEnd } from '../worst.ts';
import { barGauge } from './bar-gauge.ts';
import { labelStat } from './stat.ts';
import { SEVERITY_LINES, timeSeries } from './time-series.ts';

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
    description: `All open findings of the chosen accounts. ${NEEDS_RULES}`,
    queries: [
      {
        expr: findingsBy('severity', asItIs),
        legend: '{{severity}}',
        saysNothing: 'severity',
      },
    ],
    unit: COUNT,
    interval: TREND_INTERVAL,
    stacked: true,
    colours: SEVERITY_LINES,
    width,
  });
}

/** @param matchers of the label `check`, where the graph is by it. */
export function trendBy(
  label: 'check' | 'owner' | 'account_name' | 'ou',
  title: string,
  width: number,
  matchers?: string,
): Panel {
  const ofAccounts = (look: Look) => `sum by (${label}) (${look(ACCOUNT_FINDINGS)})`;
  const found = {
    check: (look: Look) => findingsBy('check', look, matchers === undefined ? '' : `,${matchers}`),
    account_name: ofAccounts,
    owner: (look: Look) => named(ofAccounts(look), 'owner', 'no owner'),
    ou: (look: Look) => byUnit(`sum by (account_id) (${look(ACCOUNT_FINDINGS)})`),
  }[label];
  const expr = worstAtEnd(label, found);
  return timeSeries({
    title,
    description: `The ${TOP} lines with the most open findings at the end of the time range, or when last seen. ${NEEDS_RULES}`,
    queries: [{ expr, legend: `{{${label}}}`, saysNothing: label }],
    unit: COUNT,
    interval: TREND_INTERVAL,
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
    interval: TREND_INTERVAL,
    width,
  });
}

/** Spread: a hundred findings in one account want something else than one in each of a hundred. */
export function findingsByAccountNow(width: number): Panel {
  return barGauge({
    title: 'Open findings by account now',
    description: `The ${TOP} accounts with the most open findings.`,
    queries: [
      {
        expr: `topk(${TOP}, sum by (account_name) (${ofChosenAccounts(findingsByAccount('open'))}))`,
        legend: '{{account_name}}',
        saysNothing: 'account_name',
      },
    ],
    width,
  });
}
