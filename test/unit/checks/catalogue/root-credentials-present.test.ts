import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { rootCredentialsPresent } from '../../../../src/checks/catalogue/root-credentials-present.ts';
import type { User } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, signingCertificate, user } from '../../../support/model-values.ts';

test.each<{ name: string; who: Partial<User>; expected: Outcome[] }>([
  { name: 'none', who: {}, expected: [{ status: 'pass' }] },
  {
    name: 'a password, never used, with MFA',
    who: { password: { enabled: true, lastUsed: 'never' }, mfaActive: true },
    expected: [{ status: 'open' }],
  },
  { name: 'an active key', who: { accessKeys: [accessKey()] }, expected: [{ status: 'open' }] },
  {
    name: 'an inactive key in the second slot',
    who: { accessKeys: [accessKey({ slot: '2', active: false, lastRotated: daysAgo(2000) })] },
    expected: [{ status: 'open' }],
  },
  {
    name: 'an inactive certificate',
    who: { signingCertificates: [signingCertificate({ active: false, lastRotated: daysAgo(2000) })] },
    expected: [{ status: 'open' }],
  },
  {
    name: 'all of them: one finding',
    who: {
      password: { enabled: true },
      accessKeys: [accessKey({ slot: '1' }), accessKey({ slot: '2' })],
      signingCertificates: [signingCertificate()],
    },
    expected: [{ status: 'open' }],
  },
  {
    name: 'a password that is gone, used lately',
    who: { password: { enabled: false, lastUsed: NOW } },
    expected: [{ status: 'pass' }],
  },
  {
    name: 'GovCloud, not known whether there is a password: root has none there',
    who: { arn: 'arn:aws-us-gov:iam::111122223333:root', password: {} },
    expected: [{ status: 'pass' }],
  },
  { name: 'not known whether there is a password', who: { password: {} }, expected: [{ status: 'unknown' }] },
  {
    name: 'not known whether there is a password, but a key',
    who: { password: {}, accessKeys: [accessKey()] },
    expected: [{ status: 'open' }],
  },
])('credentials of root: $name', ({ who, expected }) => {
  expect(rootCredentialsPresent.evaluate(root(who), {}, FRESH)).toEqual(expected);
});

test('any other user is none of its business, and a password that may be there is counted as unknown', () => {
  expect(counted(rootCredentialsPresent, root({ password: { enabled: true } }))).toEqual(ONE_OPEN);
  expect(counted(rootCredentialsPresent, user({ password: { enabled: true } }))).toEqual(NOTHING);
  expect(counted(rootCredentialsPresent, root({ password: {} }))).toEqual(ONE_UNKNOWN);
});
