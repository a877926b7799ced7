/** What a good configuration file means. */
import { describe, expect, test } from '@jest/globals';
import type { Policy } from '../../../src/checks/policy.ts';
import { defaultConfig, readConfig } from '../../../src/config/load-config.ts';
import { defaultPolicy } from '../../support/policy.ts';
import { goodConfig } from './read.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const FACTS = {
  'credential-report': { enabled: true, interval: 4 * HOUR },
  'account-settings': { enabled: false, interval: 4 * HOUR },
  'root-management': { enabled: false, interval: 4 * HOUR },
  'user-details.tags': { enabled: false, interval: 4 * HOUR },
  'user-details.mfa': { enabled: false, interval: 4 * HOUR },
  'user-details.serviceCredentials': { enabled: false, interval: 4 * HOUR },
  'user-details.policies': { enabled: false, interval: 15 * MINUTE },
  activity: { enabled: false, interval: 15 * MINUTE },
};

const DEFAULTS = {
  refreshTimeout: 10 * MINUTE,
  reportSizeLimit: 64 * 1024 * 1024,
  concurrency: 10,
  facts: FACTS,
  ownerTag: 'owner',
  activity: { regions: [], lookBack: 24 * HOUR },
  accounts: [{ source: 'aws', name: 'default', owner: '' }],
  metrics: { perUser: true, exclude: [] },
  policy: defaultPolicy(),
};

function factsWith(name: keyof typeof FACTS, values: object): object {
  return { ...FACTS, [name]: { ...FACTS[name], ...values } };
}

/** The default policy, with the checks that a fact turns on. */
function policyWithToo(...ids: string[]): Policy {
  const policy = defaultPolicy();
  const enabled = ids.map((id) => [id, { ...policy.checks[id], enabled: true }]);
  return { ...policy, checks: { ...policy.checks, ...(Object.fromEntries(enabled) as Policy['checks']) } };
}

test.each(['{}', '# all defaults\n{}\n'])(
  '%j means the defaults: the one account of the default credential chain',
  (yaml) => {
    expect(goodConfig(yaml)).toStrictEqual(DEFAULTS);
  },
);

test('no file at all means the defaults, without a warning', () => {
  const result = defaultConfig();

  expect(result).toStrictEqual({ ok: true, config: { ...DEFAULTS, withoutFile: true }, warnings: [] });
});

test.each([
  ['refreshInterval: 1h30m', { facts: factsWith('credential-report', { interval: 90 * MINUTE }) }],
  ['refreshInterval: 3650d', { facts: factsWith('credential-report', { interval: 3650 * DAY }) }],
  ['refreshTimeout: 1s', { refreshTimeout: 1_000 }],
  ['facts: {}', {}],
  ['facts: { account-settings: {}, user-details: {} }', {}],
  [
    'facts: { account-settings: { enabled: true } }',
    {
      facts: factsWith('account-settings', { enabled: true }),
      policy: policyWithToo('password-policy-missing', 'password-policy-weak'),
    },
  ],
  [
    'facts: { user-details: { policies: { enabled: true, interval: 5m } } }',
    {
      facts: factsWith('user-details.policies', { enabled: true, interval: 5 * MINUTE }),
      policy: policyWithToo('user-quarantined'),
    },
  ],
  ['facts: { user-details: { tags: { ownerTag: Team } } }', { ownerTag: 'Team' }],
  [
    'facts: { activity: { regions: [eu-central-1, eu-west-1, eu-central-1], interval: 5m } }',
    {
      facts: factsWith('activity', { interval: 5 * MINUTE }),
      activity: { regions: ['eu-central-1', 'eu-west-1'], lookBack: 24 * HOUR },
    },
  ],
  ['reportSizeLimit: 1024KB', { reportSizeLimit: 1024 * 1024 }],
  ['reportSizeLimit: 1GB', { reportSizeLimit: 1024 * 1024 * 1024 }],
  ['concurrency: 1', { concurrency: 1 }],
  ['concurrency: 100', { concurrency: 100 }],
  ['metrics: {}', {}],
  ['metrics: { perUser: false }', { metrics: { perUser: false, exclude: [] } }],
  ['\uFEFFconcurrency: 3\r\nrefreshTimeout: 5m\r\n', { concurrency: 3, refreshTimeout: 5 * MINUTE }],
])('%j changes its key and leaves the others', (yaml, expected) => {
  expect(goodConfig(yaml)).toStrictEqual({ ...DEFAULTS, ...expected });
});

test.each([
  ['a name alone', '{ name: production }', { source: 'aws', name: 'production', owner: '' }],
  [
    'everything that goes with AWS',
    '{ name: production, owner: payments, roleArn: "arn:aws-us-gov:iam::012345670123:role/a/b", externalId: "007", region: us-gov-west-1 }',
    {
      source: 'aws',
      name: 'production',
      owner: 'payments',
      roleArn: 'arn:aws-us-gov:iam::012345670123:role/a/b',
      externalId: '007',
      region: 'us-gov-west-1',
    },
  ],
  [
    'a file, relative to the folder of the configuration',
    '{ name: audit, reportFile: ./reports/../sandbox.csv }',
    { source: 'file', name: 'audit', owner: '', reportFile: '/etc/exporter/sandbox.csv', staleAfter: DAY },
  ],
  [
    'a file by its whole path, and when it was made and gets stale',
    '{ name: audit, owner: risk, reportFile: /srv/a.csv, generatedTime: "2026-11-22T10:00:00+02:00", staleAfter: 7d }',
    {
      source: 'file',
      name: 'audit',
      owner: 'risk',
      reportFile: '/srv/a.csv',
      staleAfter: 7 * DAY,
      generatedTime: Date.UTC(2026, 10, 22, 8) / 1000,
    },
  ],
])('an account of %s', (_what, entry, expected) => {
  expect(goodConfig(`accounts: [${entry}]`).accounts).toStrictEqual([expected]);
});

test('an anchor and its aliases stand for the same values', () => {
  const { accounts } = goodConfig(
    'accounts:\n' +
      '  - { name: a, owner: &team payments, roleArn: "arn:aws:iam::111111111111:role/x" }\n' +
      '  - { name: b, owner: *team, roleArn: "arn:aws:iam::222222222222:role/x" }\n',
  );

  expect(accounts.map(({ owner }) => owner)).toEqual(['payments', 'payments']);
});

describe('a pattern of metrics.exclude', () => {
  const [pattern] = goodConfig('metrics: { exclude: ["aws_iam_(user|password)_age_days|aws_iam_x_.*"] }').metrics
    .exclude;

  test.each(['aws_iam_user_age_days', 'aws_iam_password_age_days', 'aws_iam_x_y'])('matches %s', (name) => {
    expect(pattern?.test(name)).toBe(true);
  });

  test.each(['aws_iam_user_age_days_total', 'my_aws_iam_user_age_days', 'prefix_aws_iam_x_y', 'aws_iam_user'])(
    'does not match %s, as it is anchored at both ends',
    (name) => {
      expect(pattern?.test(name)).toBe(false);
    },
  );
});

test.each([
  ['3h59m59s', 1],
  ['4h', 0],
  ['1d', 0],
])('a refreshInterval of %s is taken, with %d warning', (interval, warnings) => {
  const result = readConfig(`refreshInterval: ${interval}`, 'exporter.yml', '/');

  expect(result).toMatchObject({
    ok: true,
    warnings: Array.from({ length: warnings }, () =>
      expect.stringMatching(/^refreshInterval is shorter than 4h: AWS /),
    ),
  });
});

test('nothing can change the configuration, not even deep inside', () => {
  const config = goodConfig('{ accounts: [{ name: a, reportFile: a.csv }], metrics: { exclude: ["x"] } }');

  const parts = [config, config.accounts, config.accounts[0], config.metrics, config.metrics.exclude];

  expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
});
