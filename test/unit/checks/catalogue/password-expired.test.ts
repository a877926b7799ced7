import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { passwordExpired } from '../../../../src/checks/catalogue/password-expired.ts';
import type { Password } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { root, user } from '../../../support/model-values.ts';

test.each<{ name: string; password: Password; expected: Outcome[] }>([
  {
    name: 'due in a second',
    password: { enabled: true, nextRotation: NOW + SECOND },
    expected: [{ status: 'pass' }],
  },
  { name: 'due at this very second', password: { enabled: true, nextRotation: NOW }, expected: [{ status: 'pass' }] },
  {
    name: 'due a second ago',
    password: { enabled: true, nextRotation: NOW - SECOND },
    expected: [{ status: 'open' }],
  },
  {
    name: 'due a year ago, never used',
    password: { enabled: true, nextRotation: daysAgo(365), lastUsed: 'never' },
    expected: [{ status: 'open' }],
  },
  { name: 'that never expires', password: { enabled: true, lastChanged: daysAgo(1000) }, expected: [] },
  { name: 'disabled', password: { enabled: false, nextRotation: daysAgo(365) }, expected: [] },
  {
    name: 'due a year ago, not known whether it is there',
    password: { nextRotation: daysAgo(365) },
    expected: [{ status: 'unknown' }],
  },
  {
    name: 'due next year, not known whether it is there: not expired either way',
    password: { nextRotation: daysAgo(-365) },
    expected: [{ status: 'pass' }],
  },
])('a password $name', ({ password, expected }) => {
  expect(passwordExpired.evaluate(user({ password }), {}, FRESH)).toEqual(expected);
});

test('root is left to the checks of root, and a password that may be there is counted as unknown', () => {
  const nextRotation = daysAgo(1);

  expect(counted(passwordExpired, user({ password: { enabled: true, nextRotation } }))).toEqual(ONE_OPEN);
  expect(counted(passwordExpired, root({ password: { enabled: true, nextRotation } }))).toEqual(NOTHING);
  expect(counted(passwordExpired, user({ password: { nextRotation } }))).toEqual(ONE_UNKNOWN);
});
