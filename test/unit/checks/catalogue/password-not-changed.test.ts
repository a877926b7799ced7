import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { passwordNotChanged } from '../../../../src/checks/catalogue/password-not-changed.ts';
import type { Password } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { root, user } from '../../../support/model-values.ts';

const LIMIT = { maxAgeDays: 90 };

test.each<{ name: string; password: Password; expected: Outcome[] }>([
  { name: 'set today', password: { enabled: true, lastChanged: NOW }, expected: [{ status: 'pass', days: 0 }] },
  {
    name: 'exactly 90 days old',
    password: { enabled: true, lastChanged: daysAgo(90) },
    expected: [{ status: 'pass', days: 90 }],
  },
  {
    name: 'a second short of 91 days old: whole days count',
    password: { enabled: true, lastChanged: daysAgo(91) + SECOND },
    expected: [{ status: 'pass', days: 90 }],
  },
  {
    name: '91 days old',
    password: { enabled: true, lastChanged: daysAgo(91) },
    expected: [{ status: 'open', days: 91 }],
  },
  {
    name: 'old and used today: use does not make it younger',
    password: { enabled: true, lastChanged: daysAgo(91), lastUsed: NOW },
    expected: [{ status: 'open', days: 91 }],
  },
  {
    name: 'old and never used',
    password: { enabled: true, lastChanged: daysAgo(91), lastUsed: 'never' },
    expected: [{ status: 'open', days: 91 }],
  },
  {
    name: 'set in the future, by a clock that is ahead',
    password: { enabled: true, lastChanged: daysAgo(-1) },
    expected: [{ status: 'pass', days: 0 }],
  },
  { name: 'old and disabled', password: { enabled: false, lastChanged: daysAgo(400) }, expected: [] },
  {
    name: 'of unknown age',
    password: { enabled: true, lastUsed: daysAgo(400) },
    expected: [{ status: 'unknown' }],
  },
  {
    name: 'old, not known whether it is there',
    password: { lastChanged: daysAgo(400) },
    expected: [{ status: 'unknown' }],
  },
])('a password $name', ({ password, expected }) => {
  expect(passwordNotChanged.evaluate(user({ password }), LIMIT, FRESH)).toEqual(expected);
});

test('root is left to the checks of root, and an unknown age is counted as unknown', () => {
  const password: Password = { enabled: true, lastChanged: daysAgo(91) };

  expect(counted(passwordNotChanged, user({ password }))).toEqual(ONE_OPEN);
  expect(counted(passwordNotChanged, root({ password }))).toEqual(NOTHING);
  expect(counted(passwordNotChanged, user({ password: { enabled: true } }))).toEqual(ONE_UNKNOWN);
});
