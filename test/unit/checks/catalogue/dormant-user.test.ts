import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { dormantUser } from '../../../../src/checks/catalogue/dormant-user.ts';
import type { AccessKey, Password, User } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const LIMIT = { maxUnusedDays: 90 };
const OLD_PASSWORD: Password = { enabled: true, lastChanged: daysAgo(400), lastUsed: daysAgo(200) };
const OLD_KEY: Partial<AccessKey> = { lastRotated: daysAgo(400), lastUsed: daysAgo(300) };

function outcomes(values: Partial<User>): readonly Outcome[] {
  return dormantUser.evaluate(user(values), LIMIT, FRESH);
}

describe('a user with a password alone', () => {
  test.each<{ name: string; password: Password; expected: Outcome[] }>([
    {
      name: 'used a second short of 90 days ago',
      password: { ...OLD_PASSWORD, lastUsed: daysAgo(90) + SECOND },
      expected: [{ status: 'pass', days: 89 }],
    },
    {
      name: 'used exactly 90 days ago',
      password: { ...OLD_PASSWORD, lastUsed: daysAgo(90) },
      expected: [{ status: 'open', days: 90 }],
    },
    {
      name: 'never used, set exactly 90 days ago',
      password: { enabled: true, lastChanged: daysAgo(90), lastUsed: 'never' },
      expected: [{ status: 'open', days: 90 }],
    },
    {
      name: 'never used, set today',
      password: { enabled: true, lastChanged: NOW, lastUsed: 'never' },
      expected: [{ status: 'pass', days: 0 }],
    },
    {
      name: 'used in the future, by a clock that is ahead',
      password: { ...OLD_PASSWORD, lastUsed: daysAgo(-1) },
      expected: [{ status: 'pass', days: 0 }],
    },
    { name: 'use unknown', password: { enabled: true, lastChanged: daysAgo(400) }, expected: [{ status: 'unknown' }] },
    { name: 'nothing known', password: { enabled: true }, expected: [{ status: 'unknown' }] },
    { name: 'not known whether it is there, idle', password: {}, expected: [{ status: 'unknown' }] },
    {
      name: 'not known whether it is there, changed lately',
      password: { lastChanged: daysAgo(3), lastUsed: 'never' },
      expected: [{ status: 'unknown' }],
    },
  ])('$name', ({ password, expected }) => {
    expect(outcomes({ password })).toEqual(expected);
  });
});

describe('a user with several credentials is as idle as the one used last', () => {
  test.each<{ name: string; values: Partial<User>; expected: Outcome[] }>([
    {
      name: 'key idle, and a sign-in yesterday with a password that is gone since',
      values: { password: { enabled: false, lastUsed: daysAgo(1) }, accessKeys: [accessKey(OLD_KEY)] },
      expected: [{ status: 'pass', days: 1 }],
    },
    {
      name: 'password and key idle',
      values: { password: OLD_PASSWORD, accessKeys: [accessKey(OLD_KEY)] },
      expected: [{ status: 'open', days: 200 }],
    },
    {
      name: 'password idle, key used yesterday',
      values: { password: OLD_PASSWORD, accessKeys: [accessKey({ ...OLD_KEY, lastUsed: daysAgo(1) })] },
      expected: [{ status: 'pass', days: 1 }],
    },
    {
      name: 'key idle, password used yesterday',
      values: { password: { ...OLD_PASSWORD, lastUsed: daysAgo(1) }, accessKeys: [accessKey(OLD_KEY)] },
      expected: [{ status: 'pass', days: 1 }],
    },
    {
      name: 'the second key used yesterday, the first one never',
      values: {
        accessKeys: [
          accessKey({ slot: '1', lastRotated: daysAgo(400), lastUsed: 'never' }),
          accessKey({ slot: '2', ...OLD_KEY, lastUsed: daysAgo(1) }),
        ],
      },
      expected: [{ status: 'pass', days: 1 }],
    },
    {
      name: 'an inactive key that was used yesterday: the user was there',
      values: { password: OLD_PASSWORD, accessKeys: [accessKey({ active: false, lastUsed: daysAgo(1) })] },
      expected: [{ status: 'pass', days: 1 }],
    },
    {
      name: 'an inactive key alone, idle',
      values: { accessKeys: [accessKey({ ...OLD_KEY, active: false })] },
      expected: [{ status: 'open', days: 300 }],
    },
    {
      name: 'password idle, the use of the key unknown',
      values: { password: OLD_PASSWORD, accessKeys: [accessKey({ lastRotated: daysAgo(400) })] },
      expected: [{ status: 'unknown' }],
    },
    {
      name: 'password used yesterday, the use of the key unknown: it cannot be idle for longer',
      values: { password: { ...OLD_PASSWORD, lastUsed: daysAgo(1) }, accessKeys: [accessKey()] },
      expected: [{ status: 'pass', days: 1 }],
    },
    {
      name: 'key used yesterday, not known whether there is a password',
      values: { password: {}, accessKeys: [accessKey({ lastUsed: daysAgo(1) })] },
      expected: [{ status: 'pass', days: 1 }],
    },
    {
      name: 'key idle, not known whether there is the password that was changed lately',
      values: { password: { lastChanged: daysAgo(3) }, accessKeys: [accessKey(OLD_KEY)] },
      expected: [{ status: 'unknown' }],
    },
  ])('$name', ({ values, expected }) => {
    expect(outcomes(values)).toEqual(expected);
  });
});

test('a user without a credential is not concerned', () => {
  expect(outcomes({})).toEqual([]);
});

test('root is left to the checks of root (a well-kept one is never used), and an unknown use is counted as unknown', () => {
  expect(counted(dormantUser, user({ password: OLD_PASSWORD }))).toEqual(ONE_OPEN);
  expect(counted(dormantUser, root({ password: OLD_PASSWORD }))).toEqual(NOTHING);
  expect(counted(dormantUser, user({ password: { enabled: true } }))).toEqual(ONE_UNKNOWN);
});
