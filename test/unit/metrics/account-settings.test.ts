import { expect, test } from '@jest/globals';
import { accountSettingsFamilies, accountSettingsLevel } from '../../../src/metrics/families/account-settings.ts';
import type { AccountSettings, PasswordPolicy } from '../../../src/model/facts/account-settings.ts';
import { accountFacts, ACCOUNT_ID, at, fact } from '../../support/model-values.ts';
import { type FamilyReading, readFamilies } from './read-families.ts';
import { world } from './world.ts';

const NOW = at('2026-11-22T12:00:00Z');
const LAX = { uppercase: false, lowercase: false, numbers: false, symbols: false };

function read(settings: Partial<AccountSettings>): Record<string, FamilyReading> {
  const subject = { accountId: ACCOUNT_ID, settings: { quotas: new Map(), ...settings } };
  return readFamilies(accountSettingsFamilies, 'aws_iam_', subject, NOW);
}

const requires = (values: PasswordPolicy['requires']) =>
  Object.entries(values).map(([character_class, required]) => ({ character_class, value: Number(required) }));

const NO_QUOTAS = { account_quota_used: [], account_quota_limit: [] };

test.each<[string, PasswordPolicy | undefined, Record<string, FamilyReading>]>([
  ['that there is none of: nothing but that', undefined, { password_policy_present: 0 }],
  [
    'that asks for everything',
    {
      minimumLength: 14,
      maxAgeDays: 90,
      reusePrevention: 24,
      requires: { uppercase: true, lowercase: true, numbers: true, symbols: true },
    },
    {
      password_policy_present: 1,
      password_policy_min_length: 14,
      password_policy_max_age_days: 90,
      password_policy_reuse_prevention: 24,
      password_policy_requires: requires({ uppercase: true, lowercase: true, numbers: true, symbols: true }),
    },
  ],
  [
    'that sets a length only: what is not set has no series, and no 0',
    { minimumLength: 8, requires: LAX },
    { password_policy_present: 1, password_policy_min_length: 8, password_policy_requires: requires(LAX) },
  ],
  [
    'that asks for some kinds of characters',
    { requires: { ...LAX, numbers: true } },
    { password_policy_present: 1, password_policy_requires: requires({ ...LAX, numbers: true }) },
  ],
])('a password policy %s', (_what, passwordPolicy, expected) => {
  const settings = passwordPolicy === undefined ? {} : { passwordPolicy };

  expect(read(settings)).toEqual({ ...NO_QUOTAS, ...expected });
});

test('a quota has its limit, and what is used where AWS counts it: 0 too', () => {
  const quotas = new Map([
    ['Users', { used: 0, limit: 5_000 }],
    ['Roles', { used: 12, limit: 1_000 }],
    ['AccessKeysPerUser', { limit: 2 }],
  ]);

  expect(read({ quotas })).toMatchObject({
    account_quota_used: [
      { quota: 'Users', value: 0 },
      { quota: 'Roles', value: 12 },
    ],
    account_quota_limit: [
      { quota: 'Users', value: 5_000 },
      { quota: 'Roles', value: 1_000 },
      { quota: 'AccessKeysPerUser', value: 2 },
    ],
  });
});

test('only accounts whose settings were read are there, whether users may be named or not', () => {
  const settings = { quotas: new Map() };
  const accounts = [
    accountFacts({ accountId: '111111111111' }),
    accountFacts({ accountId: '222222222222', facts: { 'account-settings': fact(settings) } }),
    accountFacts({ accountId: '333333333333', missing: { 'account-settings': 'failed' } }),
  ];

  for (const perUser of [true, false]) {
    expect([...accountSettingsLevel.select(world(accounts, { perUser }))]).toEqual([
      { accountId: '222222222222', settings },
    ]);
  }
});
