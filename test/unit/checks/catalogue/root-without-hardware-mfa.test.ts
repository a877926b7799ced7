import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { rootWithoutHardwareMfa } from '../../../../src/checks/catalogue/root-without-hardware-mfa.ts';
import { ROOT_USER_NAME, type User } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, knowing, NOTHING, ONE_OPEN } from '../../../support/check-cases.ts';
import { accessKey, fact, root, user } from '../../../support/model-values.ts';

const devices = (...virtual: string[]) => ({ 'user-details.mfa': fact({ virtual: new Set(virtual) }, daysAgo(0)) });
const VIRTUAL = devices('alice', ROOT_USER_NAME);
const OTHER = devices('alice');

const HAS_PASSWORD = { enabled: true };
const NO_PASSWORD = { enabled: false };

test.each<{ name: string; who: Partial<User>; known: typeof VIRTUAL; expected: Outcome[] }>([
  {
    name: 'a virtual device',
    who: { password: HAS_PASSWORD, mfaActive: true },
    known: VIRTUAL,
    expected: [{ status: 'open' }],
  },
  {
    name: 'a device that is not virtual',
    who: { password: HAS_PASSWORD, mfaActive: true },
    known: OTHER,
    expected: [{ status: 'pass' }],
  },
  {
    name: 'no device: the matter of another check',
    who: { password: HAS_PASSWORD, mfaActive: false },
    known: OTHER,
    expected: [],
  },
  {
    name: 'a virtual device that the report does not know yet: the next one does',
    who: { password: HAS_PASSWORD, mfaActive: false },
    known: VIRTUAL,
    expected: [],
  },
  {
    name: 'a member account without root credentials',
    who: { password: NO_PASSWORD, mfaActive: false },
    known: OTHER,
    expected: [],
  },
  {
    name: 'a device that was left when the password was taken away',
    who: { password: NO_PASSWORD, mfaActive: true },
    known: VIRTUAL,
    expected: [],
  },
  {
    name: 'an access key and no password: nobody can sign in',
    who: { password: NO_PASSWORD, mfaActive: true, accessKeys: [accessKey()] },
    known: VIRTUAL,
    expected: [],
  },
  {
    name: 'not_supported is no "no"',
    who: { password: {}, mfaActive: true },
    known: VIRTUAL,
    expected: [{ status: 'open' }],
  },
  {
    name: 'made a moment ago',
    who: { password: HAS_PASSWORD, mfaActive: true, created: daysAgo(0) },
    known: VIRTUAL,
    expected: [{ status: 'open' }],
  },
])('root: $name', ({ who, known, expected }) => {
  expect(rootWithoutHardwareMfa.evaluate(root(who), {}, knowing(known))).toEqual(expected);
});

test('any other user with a virtual device is none of its business', () => {
  const values = { password: HAS_PASSWORD, mfaActive: true };

  expect(counted(rootWithoutHardwareMfa, root(values), VIRTUAL)).toEqual(ONE_OPEN);
  expect(counted(rootWithoutHardwareMfa, user(values), VIRTUAL)).toEqual(NOTHING);
});
