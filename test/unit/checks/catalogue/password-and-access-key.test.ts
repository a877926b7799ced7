import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { passwordAndAccessKey } from '../../../../src/checks/catalogue/password-and-access-key.ts';
import type { User } from '../../../../src/model/facts/credential-report.ts';
import { counted, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

test.each<{ name: string; who: Partial<User>; expected: Outcome[] }>([
  {
    name: 'a password and an active key',
    who: { password: { enabled: true }, accessKeys: [accessKey()] },
    expected: [{ status: 'open' }],
  },
  {
    name: 'a password and two active keys: one finding for the user',
    who: { password: { enabled: true }, accessKeys: [accessKey({ slot: '1' }), accessKey({ slot: '2' })] },
    expected: [{ status: 'open' }],
  },
  {
    name: 'a password, an inactive key in the first slot and an active one in the second',
    who: { password: { enabled: true }, accessKeys: [accessKey({ active: false }), accessKey({ slot: '2' })] },
    expected: [{ status: 'open' }],
  },
  {
    name: 'both never used, made a moment ago',
    who: {
      created: NOW,
      password: { enabled: true, lastUsed: 'never' },
      accessKeys: [accessKey({ lastRotated: NOW, lastUsed: 'never' })],
    },
    expected: [{ status: 'open' }],
  },
  {
    name: 'a password and an inactive key',
    who: { password: { enabled: true }, accessKeys: [accessKey({ active: false })] },
    expected: [],
  },
  { name: 'a password alone', who: { password: { enabled: true } }, expected: [] },
  { name: 'an active key alone', who: { accessKeys: [accessKey()] }, expected: [] },
  { name: 'neither', who: {}, expected: [] },
  {
    name: 'an active key, not known whether there is a password',
    who: { password: {}, accessKeys: [accessKey()] },
    expected: [{ status: 'unknown' }],
  },
  { name: 'no key, not known whether there is a password', who: { password: {} }, expected: [] },
])('$name', ({ who, expected }) => {
  expect(passwordAndAccessKey.evaluate(user(who), {}, FRESH)).toEqual(expected);
});

test('root is left to the checks of root, and a password that may be there is counted as unknown', () => {
  const both: Partial<User> = { password: { enabled: true }, accessKeys: [accessKey()] };

  expect(counted(passwordAndAccessKey, user(both))).toEqual(ONE_OPEN);
  expect(counted(passwordAndAccessKey, root(both))).toEqual(NOTHING);
  expect(counted(passwordAndAccessKey, user({ ...both, password: {} }))).toEqual(ONE_UNKNOWN);
});
