import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { rootWithoutMfa } from '../../../../src/checks/catalogue/root-without-mfa.ts';
import type { Password } from '../../../../src/model/facts/credential-report.ts';
import { counted, NOTHING, NOW, ONE_OPEN, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const HAS_PASSWORD: Password = { enabled: true };
const NO_PASSWORD: Password = { enabled: false };
/** As root in reports before 2025. */
const NOT_SUPPORTED: Password = {};

test.each<{ name: string; partition: string; password: Password; mfaActive: boolean; expected: Outcome[] }>([
  {
    name: 'a password, no MFA',
    partition: 'aws',
    password: HAS_PASSWORD,
    mfaActive: false,
    expected: [{ status: 'open' }],
  },
  {
    name: 'a password and MFA',
    partition: 'aws',
    password: HAS_PASSWORD,
    mfaActive: true,
    expected: [{ status: 'pass' }],
  },
  {
    name: 'neither, as in a member account under central root management',
    partition: 'aws',
    password: NO_PASSWORD,
    mfaActive: false,
    expected: [],
  },
  {
    name: 'no password, but MFA',
    partition: 'aws',
    password: NO_PASSWORD,
    mfaActive: true,
    expected: [{ status: 'pass' }],
  },
  {
    name: 'not_supported is no "no": no MFA',
    partition: 'aws',
    password: NOT_SUPPORTED,
    mfaActive: false,
    expected: [{ status: 'open' }],
  },
  {
    name: 'not_supported, MFA',
    partition: 'aws',
    password: NOT_SUPPORTED,
    mfaActive: true,
    expected: [{ status: 'pass' }],
  },
  {
    name: 'GovCloud, not_supported: root has no password there',
    partition: 'aws-us-gov',
    password: NOT_SUPPORTED,
    mfaActive: false,
    expected: [],
  },
  {
    name: 'GovCloud, but AWS says that there is a password',
    partition: 'aws-us-gov',
    password: HAS_PASSWORD,
    mfaActive: false,
    expected: [{ status: 'open' }],
  },
  {
    name: 'China, not_supported',
    partition: 'aws-cn',
    password: NOT_SUPPORTED,
    mfaActive: false,
    expected: [],
  },
  {
    name: 'China, a password',
    partition: 'aws-cn',
    password: HAS_PASSWORD,
    mfaActive: false,
    expected: [{ status: 'open' }],
  },
  { name: 'China, no password', partition: 'aws-cn', password: NO_PASSWORD, mfaActive: false, expected: [] },
])('root: $name', ({ partition, password, mfaActive, expected }) => {
  const who = root({ arn: `arn:${partition}:iam::111122223333:root`, password, mfaActive });

  expect(rootWithoutMfa.evaluate(who, {}, FRESH)).toEqual(expected);
});

test('a password of root that was never used, made a moment ago, works all the same', () => {
  const who = root({ created: NOW, password: { enabled: true, lastChanged: NOW, lastUsed: 'never' } });

  expect(rootWithoutMfa.evaluate(who, {}, FRESH)).toEqual([{ status: 'open' }]);
});

test('an access key of root is the matter of another check', () => {
  expect(rootWithoutMfa.evaluate(root({ accessKeys: [accessKey()] }), {}, FRESH)).toEqual([]);
});

test('any other user without MFA is none of its business', () => {
  expect(counted(rootWithoutMfa, root({ password: HAS_PASSWORD }))).toEqual(ONE_OPEN);
  expect(counted(rootWithoutMfa, user({ password: HAS_PASSWORD }))).toEqual(NOTHING);
});
