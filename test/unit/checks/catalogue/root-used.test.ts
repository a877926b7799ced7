import { describe, expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { rootUsed } from '../../../../src/checks/catalogue/root-used.ts';
import type { LastUsed, Password, User } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const LIMIT = { withinDays: 1 };

describe.each<{ credential: string; usedAt: (lastUsed: LastUsed) => Partial<User> }>([
  { credential: 'password', usedAt: (lastUsed) => ({ password: { enabled: true, lastUsed } }) },
  { credential: 'first access key', usedAt: (lastUsed) => ({ accessKeys: [accessKey({ lastUsed })] }) },
  { credential: 'second access key', usedAt: (lastUsed) => ({ accessKeys: [accessKey({ slot: '2', lastUsed })] }) },
  {
    credential: 'access key that is inactive by now',
    usedAt: (lastUsed) => ({ accessKeys: [accessKey({ active: false, lastUsed })] }),
  },
  { credential: 'password that is gone by now', usedAt: (lastUsed) => ({ password: { enabled: false, lastUsed } }) },
])('$credential', ({ usedAt }) => {
  test.each<{ name: string; lastUsed: LastUsed; expected: Outcome[] }>([
    { name: 'just now', lastUsed: NOW, expected: [{ status: 'open', days: 0 }] },
    { name: 'a second short of a day ago', lastUsed: daysAgo(1) + SECOND, expected: [{ status: 'open', days: 0 }] },
    { name: 'exactly a day ago', lastUsed: daysAgo(1), expected: [{ status: 'pass' }] },
    { name: 'years ago', lastUsed: daysAgo(2000), expected: [{ status: 'pass' }] },
    { name: 'never', lastUsed: 'never', expected: [{ status: 'pass' }] },
    {
      name: 'in the future, by a clock that is ahead',
      lastUsed: NOW + SECOND,
      expected: [{ status: 'open', days: 0 }],
    },
  ])('used $name', ({ lastUsed, expected }) => {
    expect(rootUsed.evaluate(root(usedAt(lastUsed)), LIMIT, FRESH)).toEqual(expected);
  });
});

test.each<{ name: string; who: Partial<User>; expected: Outcome[] }>([
  { name: 'no credentials at all', who: {}, expected: [{ status: 'pass' }] },
  {
    name: 'password used years ago, key today',
    who: {
      password: { enabled: true, lastUsed: daysAgo(2000) },
      accessKeys: [accessKey({ lastUsed: NOW })],
    },
    expected: [{ status: 'open', days: 0 }],
  },
  {
    name: 'password used today, key years ago',
    who: {
      password: { enabled: true, lastUsed: NOW },
      accessKeys: [accessKey({ lastUsed: daysAgo(2000) })],
    },
    expected: [{ status: 'open', days: 0 }],
  },
  { name: 'use of the password unknown', who: { password: { enabled: true } }, expected: [{ status: 'unknown' }] },
  {
    name: 'use of a key unknown, password used years ago',
    who: { password: { enabled: true, lastUsed: daysAgo(2000) }, accessKeys: [accessKey()] },
    expected: [{ status: 'unknown' }],
  },
  {
    name: 'use of a key unknown, password used today: that is enough to tell',
    who: { password: { enabled: true, lastUsed: NOW }, accessKeys: [accessKey()] },
    expected: [{ status: 'open', days: 0 }],
  },
  {
    name: 'not_supported, but a use is told',
    who: { password: { lastUsed: NOW } },
    expected: [{ status: 'open', days: 0 }],
  },
  { name: 'not_supported, never used', who: { password: { lastUsed: 'never' } }, expected: [{ status: 'pass' }] },
  { name: 'not_supported, no use told', who: { password: {} }, expected: [{ status: 'unknown' }] },
])('root: $name', ({ who, expected }) => {
  expect(rootUsed.evaluate(root(who), LIMIT, FRESH)).toEqual(expected);
});

test('another limit', () => {
  const who = root({ password: { enabled: true, lastUsed: daysAgo(6) } });

  expect(rootUsed.evaluate(who, { withinDays: 7 }, FRESH)).toEqual([{ status: 'open', days: 6 }]);
});

test('any other user is none of its business, and an unknown use is counted as unknown', () => {
  const password: Password = { enabled: true, lastUsed: NOW };

  expect(counted(rootUsed, root({ password }))).toEqual(ONE_OPEN);
  expect(counted(rootUsed, user({ password }))).toEqual(NOTHING);
  expect(counted(rootUsed, root({ password: { enabled: true } }))).toEqual(ONE_UNKNOWN);
});
