import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { passwordUnused } from '../../../../src/checks/catalogue/password-unused.ts';
import type { Password } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const LIMIT = { maxUnusedDays: 45 };

test.each<{ name: string; password: Password; expected: Outcome[] }>([
  {
    name: 'used today',
    password: { enabled: true, lastChanged: daysAgo(400), lastUsed: NOW },
    expected: [{ status: 'pass', days: 0 }],
  },
  {
    name: 'idle for a second short of 45 days',
    password: { enabled: true, lastChanged: daysAgo(400), lastUsed: daysAgo(45) + SECOND },
    expected: [{ status: 'pass', days: 44 }],
  },
  {
    name: 'idle for exactly 45 days',
    password: { enabled: true, lastChanged: daysAgo(400), lastUsed: daysAgo(45) },
    expected: [{ status: 'open', days: 45 }],
  },
  {
    name: 'never used, set 44 days ago',
    password: { enabled: true, lastChanged: daysAgo(44), lastUsed: 'never' },
    expected: [{ status: 'pass', days: 44 }],
  },
  {
    name: 'never used, set 45 days ago: idle since it was set',
    password: { enabled: true, lastChanged: daysAgo(45), lastUsed: 'never' },
    expected: [{ status: 'open', days: 45 }],
  },
  {
    name: 'used two years ago, set anew yesterday: it came into use again',
    password: { enabled: true, lastChanged: daysAgo(1), lastUsed: daysAgo(730) },
    expected: [{ status: 'pass', days: 1 }],
  },
  {
    name: 'a use in the future, by a clock that is ahead',
    password: { enabled: true, lastChanged: daysAgo(400), lastUsed: daysAgo(-1) },
    expected: [{ status: 'pass', days: 0 }],
  },
  {
    name: 'disabled, with a use that AWS still tells',
    password: { enabled: false, lastUsed: daysAgo(400) },
    expected: [],
  },
  {
    name: 'use unknown, set lately',
    password: { enabled: true, lastChanged: daysAgo(3) },
    expected: [{ status: 'pass', days: 3 }],
  },
  {
    name: 'use unknown, set long ago',
    password: { enabled: true, lastChanged: daysAgo(400) },
    expected: [{ status: 'unknown' }],
  },
  {
    name: 'used long ago, change unknown',
    password: { enabled: true, lastUsed: daysAgo(400) },
    expected: [{ status: 'unknown' }],
  },
  { name: 'nothing known but that it is there', password: { enabled: true }, expected: [{ status: 'unknown' }] },
  {
    name: 'not known whether there is one',
    password: { lastChanged: daysAgo(400), lastUsed: daysAgo(400) },
    expected: [{ status: 'unknown' }],
  },
])('a password: $name', ({ password, expected }) => {
  expect(passwordUnused.evaluate(user({ password }), LIMIT, FRESH)).toEqual(expected);
});

test('a key in use does not excuse an unused password', () => {
  const owner = user({
    password: { enabled: true, lastChanged: daysAgo(60), lastUsed: 'never' },
    accessKeys: [accessKey({ lastRotated: daysAgo(400), lastUsed: NOW })],
  });

  expect(passwordUnused.evaluate(owner, LIMIT, FRESH)).toEqual([{ status: 'open', days: 60 }]);
});

test('root is left to the checks of root (a well-kept one is never used), and an unknown use is counted as unknown', () => {
  const password: Password = { enabled: true, lastChanged: daysAgo(400), lastUsed: 'never' };

  expect(counted(passwordUnused, user({ password }))).toEqual(ONE_OPEN);
  expect(counted(passwordUnused, root({ password }))).toEqual(NOTHING);
  expect(counted(passwordUnused, user({ password: {} }))).toEqual(ONE_UNKNOWN);
});
