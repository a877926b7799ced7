import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { consoleUserExists } from '../../../../src/checks/catalogue/console-user-exists.ts';
import type { User } from '../../../../src/model/facts/credential-report.ts';
import { counted, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

test.each<{ name: string; who: Partial<User>; expected: Outcome[] }>([
  { name: 'a password', who: { password: { enabled: true } }, expected: [{ status: 'open' }] },
  {
    name: 'a password made a moment ago and never used',
    who: { created: NOW, password: { enabled: true, lastUsed: 'never' } },
    expected: [{ status: 'open' }],
  },
  {
    name: 'a password and MFA',
    who: { password: { enabled: true }, mfaActive: true },
    expected: [{ status: 'open' }],
  },
  { name: 'no password', who: { password: { enabled: false } }, expected: [{ status: 'pass' }] },
  {
    name: 'no password, used when there was one',
    who: { password: { enabled: false, lastUsed: NOW } },
    expected: [{ status: 'pass' }],
  },
  { name: 'no password, but a key', who: { accessKeys: [accessKey()] }, expected: [{ status: 'pass' }] },
  { name: 'not known whether there is a password', who: { password: {} }, expected: [{ status: 'unknown' }] },
])('$name', ({ who, expected }) => {
  expect(consoleUserExists.evaluate(user(who), {}, FRESH)).toEqual(expected);
});

test('root is left to the checks of root, and a password that may be there is counted as unknown', () => {
  expect(counted(consoleUserExists, user({ password: { enabled: true } }))).toEqual(ONE_OPEN);
  expect(counted(consoleUserExists, root({ password: { enabled: true } }))).toEqual(NOTHING);
  expect(counted(consoleUserExists, user({ password: {} }))).toEqual(ONE_UNKNOWN);
});
