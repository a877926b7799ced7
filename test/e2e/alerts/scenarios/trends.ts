/** The recorded numbers that boards show over weeks. */
import {
  type Answered,
  exporterWith,
  type Labels,
  POD_1,
  POD_2,
  PRODUCTION,
  type Scenario,
  series,
} from '../scenario.ts';
import { count } from './old-key.ts';

const OWNED = { ...PRODUCTION, owner: 'payments' };
const OF_CHECK = { ...OWNED, check: 'access-key-not-rotated', severity: 'warning' };
const KEY_1 = { ...POD_1, account_id: PRODUCTION.account_id, user: 'deploy', key: '1' };
const ANOTHER_JOB = { ...POD_2, job: 'another' };

function trend(
  at: string,
  name: string,
  gives: readonly { readonly labels: Labels; readonly value: number }[],
): Answered {
  return {
    at,
    query: name,
    gives: gives.map(({ labels, value }) => ({ labels: { __name__: name, ...labels }, value })),
  };
}

function key(user: string, days: number | undefined, values: string, active = 1): Record<string, string> {
  const labels = { ...POD_1, account_id: PRODUCTION.account_id, user, key: '1' };
  const as = (value: number) => values.replaceAll(/\b1x/g, `${value}x`);
  return {
    [series('aws_iam_access_key_active', labels)]: as(active),
    ...(days !== undefined && { [series('aws_iam_access_key_age_days', labels)]: as(days) }),
  };
}

function keysOf(values: string): Record<string, string> {
  return {
    [series('aws_iam_account_info', { ...POD_1, ...OWNED, partition: 'aws', source: 'aws' })]: values,
    ...key('young', 0, values),
    ...key('on-the-day', 90, values),
    ...key('older', 91, values),
    ...key('oldest', 4000, values),
    ...key('inactive', 4000, values, 0),
    ...key('unknown', undefined, values),
  };
}

function quarters(counts: Readonly<Record<string, number>>) {
  return Object.entries(counts).map(([quarters, value]) => ({ labels: { ...OWNED, quarters }, value }));
}

const CHECKS = 'aws_iam:check_findings:trend';
const ACCOUNTS = 'aws_iam:account_findings:trend';
const KEYS = 'aws_iam:active_access_keys:trend';
const BY_QUARTERS = quarters({ 0: 1, 1: 2, 2: 1, 5: 1 });

export const trendScenarios: readonly Scenario[] = [
  {
    name: 'trends are one number, of however many replicas and exporters, and go on while all of them are gone',
    every: 5,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x12 stale'),
      ...exporterWith(POD_2, PRODUCTION, '1x12 stale'),
      ...exporterWith(ANOTHER_JOB, PRODUCTION, '1x12 stale'),
      ...count('open', '3x12 stale'),
      ...count('open', '3x12 stale', POD_2),
      ...count('open', '2x12 stale', ANOTHER_JOB),
      ...count('open', '0x12 stale', { check: 'password-unused' }),
    },
    expect: ['1h', '20h'].flatMap((at) => [
      trend(at, CHECKS, [
        { labels: OF_CHECK, value: 3 },
        { labels: { ...OF_CHECK, check: 'password-unused' }, value: 0 },
      ]),
      trend(at, ACCOUNTS, [{ labels: { ...OWNED, severity: 'warning' }, value: 3 }]),
    ]),
  },
  {
    name: 'the trends of accounts and of all count an account once, though two exporters give it two names and owners',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x10'),
      ...exporterWith(ANOTHER_JOB, PRODUCTION, '1x10'),
      ...count('open', '3x10'),
      ...count('open', '5x10', { ...ANOTHER_JOB, account_name: 'prod', owner: 'platform' }),
      ...count('open', '1x10', { account_id: '222233334444', account_name: 'staging' }),
    },
    expect: [
      trend('10m', 'aws_iam:all_check_findings:trend', [
        { labels: { check: 'access-key-not-rotated', severity: 'warning' }, value: 6 },
      ]),
      {
        at: '10m',
        query: `count by (account_id) (${ACCOUNTS})`,
        gives: [PRODUCTION.account_id, '222233334444'].map((account_id) => ({ labels: { account_id }, value: 1 })),
      },
      {
        at: '10m',
        query: `sum by (account_id) (${ACCOUNTS})`,
        gives: [
          { labels: { account_id: PRODUCTION.account_id }, value: 5 },
          { labels: { account_id: '222233334444' }, value: 1 },
        ],
      },
    ],
  },
  {
    name: 'a trend ends when the check is turned off, and falls when a finding is fixed',
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60'),
      ...count('open', '3x30 2x29'),
      ...count('open', '5x30 stale', { check: 'password-unused' }),
    },
    expect: [
      trend('31m', CHECKS, [{ labels: OF_CHECK, value: 2 }]),
      trend('31m', ACCOUNTS, [{ labels: { ...OWNED, severity: 'warning' }, value: 2 }]),
    ],
  },
  {
    name: 'the trend of active keys counts them by quarters, and goes on while the exporter is gone',
    every: 5,
    series: { ...exporterWith(POD_1, PRODUCTION, '1x12 stale'), ...keysOf('1x12 stale') },
    expect: [trend('1h', KEYS, BY_QUARTERS), trend('20h', KEYS, BY_QUARTERS), trend('25h5m', KEYS, [])],
  },
  {
    name: 'the trend of active keys has a key that grew older just before the exporter went once',
    evaluated: 4,
    series: {
      ...exporterWith(POD_1, PRODUCTION, '1x60 stale'),
      [series('aws_iam_account_info', { ...POD_1, ...OWNED })]: '1x60 stale',
      [series('aws_iam_access_key_active', KEY_1)]: '1x60 stale',
      [series('aws_iam_access_key_age_days', KEY_1)]: '90x54 91x5 stale',
    },
    expect: [trend('1h', KEYS, quarters({ 2: 1 })), trend('3h', KEYS, quarters({ 2: 1 }))],
  },
];
