/**
 * What boards show over weeks, made small: a graph of a week over 300 accounts would read every count of every scrape. Each is one number
 * per account, whichever exporter or replica says it, and is held as findings are: an outage makes neither a gap nor a dip.
 */
import { BEFORE, LAST_READ } from './account-states.ts';
import { COUNT_STATE } from './held.ts';
import { JUST_NOW } from './held-values.ts';
import type { RecordingRule } from './rule.ts';
import { GENERATED } from './series.ts';

/**
 * Facts change every four hours. Not longer than this all the same: a query sees a series for five minutes, and a graph that looked back
 * further would show an account under two names after it got another one.
 */
export const TREND_INTERVAL = '4m';

const ACCOUNT = 'account_id, account_name, owner';
const KEY = 'account_id, user, key';

export const ALL_CHECK_FINDINGS = 'aws_iam:all_check_findings:trend';
export const CHECK_FINDINGS = 'aws_iam:check_findings:trend';
export const ACCOUNT_FINDINGS = 'aws_iam:account_findings:trend';
export const ACTIVE_KEYS = 'aws_iam:active_access_keys:trend';

const ACTIVE = `max by (${KEY}) (aws_iam_access_key_active)`;

export const trends: readonly RecordingRule[] = [
  {
    record: CHECK_FINDINGS,
    expr: `max by (${ACCOUNT}, check, severity) (${COUNT_STATE} >= 0)`,
    comment: 'Open findings of each check, 0 where it is enabled and finds nothing.',
  },
  {
    record: ALL_CHECK_FINDINGS,
    expr: `sum by (check, severity) (max by (account_id, check, severity) (${CHECK_FINDINGS}))`,
    comment: 'Of all accounts together, which is what most look at: one series instead of one for each account.',
  },
  {
    record: ACCOUNT_FINDINGS,
    expr: [
      `sum by (account_id, severity) (max by (account_id, check, severity) (${CHECK_FINDINGS}))`,
      `* on (account_id) group_left (account_name, owner) topk by (account_id) (1, max by (${ACCOUNT}) (${CHECK_FINDINGS} ^ 0))`,
    ].join('\n'),
    comment: 'Of all checks together, under one name and owner of each account.',
  },
  {
    record: ACTIVE_KEYS,
    expr: [
      `count_values by (${ACCOUNT}) (`,
      '  "quarters",',
      '  (',
      `    (ceil(clamp(max by (${KEY}) (aws_iam_access_key_age_days), 1, 361) / 90) or 0 * ${ACTIVE})`,
      `    and ${ACTIVE} == 1`,
      '  )',
      `  * on (account_id) group_left (account_name, owner) topk by (account_id) (1, max by (${ACCOUNT}) (aws_iam_account_info))`,
      ')',
      'or',
      '# while nobody has the report of the account: as at the evaluation before, or before Prometheus was away',
      `(${ACTIVE_KEYS} ${BEFORE} or on (account_id) last_over_time(${ACTIVE_KEYS}[${JUST_NOW}]))`,
      `unless on (account_id) ${GENERATED} and on (account_id) ${LAST_READ}`,
    ].join('\n'),
    comment:
      'Active keys by the quarters of a year that have begun since they were made. 5: more than 360 days; 0: the age is not known.',
  },
];
