import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { userWithoutMfa } from '../../../../src/checks/catalogue/user-without-mfa.ts';
import type { User } from '../../../../src/model/facts/credential-report.ts';
import { counted, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

test.each<{ name: string; who: Partial<User>; expected: Outcome[] }>([
  { name: 'a password, no MFA', who: { password: { enabled: true } }, expected: [{ status: 'open' }] },
  { name: 'an active key, no MFA', who: { accessKeys: [accessKey()] }, expected: [{ status: 'open' }] },
  {
    name: 'an active key in the second slot, an inactive one in the first',
    who: { accessKeys: [accessKey({ slot: '1', active: false }), accessKey({ slot: '2' })] },
    expected: [{ status: 'open' }],
  },
  {
    name: 'both, no MFA: one finding for the user',
    who: { password: { enabled: true }, accessKeys: [accessKey()] },
    expected: [{ status: 'open' }],
  },
  {
    name: 'made a moment ago: no grace',
    who: { password: { enabled: true }, created: NOW },
    expected: [{ status: 'open' }],
  },
  {
    name: 'a password and MFA',
    who: { password: { enabled: true }, mfaActive: true },
    expected: [{ status: 'pass' }],
  },
  { name: 'an inactive key alone', who: { accessKeys: [accessKey({ active: false })] }, expected: [] },
  { name: 'no credential', who: {}, expected: [] },
  {
    name: 'not known whether there is a password, no key',
    who: { password: {} },
    expected: [{ status: 'unknown' }],
  },
  {
    name: 'not known whether there is a password, but an active key',
    who: { password: {}, accessKeys: [accessKey()] },
    expected: [{ status: 'open' }],
  },
  {
    name: 'not known whether there is a password, but MFA',
    who: { password: {}, mfaActive: true },
    expected: [{ status: 'pass' }],
  },
])('$name', ({ who, expected }) => {
  expect(userWithoutMfa.evaluate(user(who), {}, FRESH)).toEqual(expected);
});

test('root is left to the checks of root, and a password that may be there is counted as unknown', () => {
  expect(counted(userWithoutMfa, user({ password: { enabled: true } }))).toEqual(ONE_OPEN);
  expect(counted(userWithoutMfa, root({ password: { enabled: true } }))).toEqual(NOTHING);
  expect(counted(userWithoutMfa, user({ password: {} }))).toEqual(ONE_UNKNOWN);
});
