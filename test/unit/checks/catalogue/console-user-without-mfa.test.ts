import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { consoleUserWithoutMfa } from '../../../../src/checks/catalogue/console-user-without-mfa.ts';
import type { User } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const LIMIT = { graceDays: 1 };

test.each<{ name: string; who: Partial<User>; expected: Outcome[] }>([
  { name: 'made just now', who: { created: NOW }, expected: [{ status: 'pass', days: 0 }] },
  { name: 'exactly 1 day old', who: { created: daysAgo(1) }, expected: [{ status: 'pass', days: 1 }] },
  {
    name: 'a second short of 2 days old: whole days count',
    who: { created: daysAgo(2) + SECOND },
    expected: [{ status: 'pass', days: 1 }],
  },
  { name: '2 days old', who: { created: daysAgo(2) }, expected: [{ status: 'open', days: 2 }] },
  {
    name: 'with MFA',
    who: { created: daysAgo(400), mfaActive: true },
    expected: [{ status: 'pass', days: 400 }],
  },
  {
    name: 'has never signed in: the password works all the same',
    who: { created: daysAgo(400), password: { enabled: true, lastUsed: 'never' } },
    expected: [{ status: 'open', days: 400 }],
  },
  {
    name: 'created in the future, by a clock that is ahead',
    who: { created: daysAgo(-3) },
    expected: [{ status: 'pass', days: 0 }],
  },
  {
    name: 'no password, but a key',
    who: { created: daysAgo(400), password: { enabled: false }, accessKeys: [accessKey()] },
    expected: [],
  },
  {
    name: 'not known whether there is a password, no MFA',
    who: { created: daysAgo(400), password: {} },
    expected: [{ status: 'unknown' }],
  },
])('a console user without MFA: $name', ({ who, expected }) => {
  const owner = user({ password: { enabled: true }, ...who });

  expect(consoleUserWithoutMfa.evaluate(owner, LIMIT, FRESH)).toEqual(expected);
});

test('without grace a user of one day is open, one of today is not', () => {
  const made = (created: number) => user({ password: { enabled: true }, created });

  expect(consoleUserWithoutMfa.evaluate(made(daysAgo(1)), { graceDays: 0 }, FRESH)).toEqual([
    { status: 'open', days: 1 },
  ]);
  expect(consoleUserWithoutMfa.evaluate(made(NOW), { graceDays: 0 }, FRESH)).toEqual([{ status: 'pass', days: 0 }]);
});

test('root is left to the checks of root, and a password that may be there is counted as unknown', () => {
  expect(counted(consoleUserWithoutMfa, user({ password: { enabled: true } }))).toEqual(ONE_OPEN);
  expect(counted(consoleUserWithoutMfa, root({ password: { enabled: true } }))).toEqual(NOTHING);
  expect(counted(consoleUserWithoutMfa, user({ password: {} }))).toEqual(ONE_UNKNOWN);
});
