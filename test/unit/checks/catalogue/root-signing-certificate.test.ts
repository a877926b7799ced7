import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { rootSigningCertificate } from '../../../../src/checks/catalogue/root-signing-certificate.ts';
import type { SigningCertificate } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, FRESH } from '../../../support/check-cases.ts';
import { root, signingCertificate, user } from '../../../support/model-values.ts';

test.each<{ name: string; certificates: SigningCertificate[]; expected: Outcome[] }>([
  { name: 'none', certificates: [], expected: [] },
  { name: 'an active one', certificates: [signingCertificate()], expected: [{ status: 'open' }] },
  {
    name: 'an inactive one',
    certificates: [signingCertificate({ active: false, lastRotated: daysAgo(400) })],
    expected: [{ status: 'pass' }],
  },
  {
    name: 'an inactive one and an active one in the second slot',
    certificates: [
      signingCertificate({ slot: '1', active: false, lastRotated: daysAgo(400) }),
      signingCertificate({ slot: '2', lastRotated: NOW }),
    ],
    expected: [{ status: 'open' }],
  },
  {
    name: 'two active ones: one finding',
    certificates: [signingCertificate({ slot: '1' }), signingCertificate({ slot: '2' })],
    expected: [{ status: 'open' }],
  },
  {
    name: 'one that may be active, for all that AWS says',
    certificates: [{ slot: '1', lastRotated: daysAgo(400) }],
    expected: [{ status: 'unknown' }],
  },
])("root's certificates: $name", ({ certificates, expected }) => {
  expect(rootSigningCertificate.evaluate(root({ signingCertificates: certificates }), {}, FRESH)).toEqual(expected);
});

test('the certificate of any other user is none of its business', () => {
  expect(counted(rootSigningCertificate, root({ signingCertificates: [signingCertificate()] }))).toEqual(ONE_OPEN);
  expect(counted(rootSigningCertificate, user({ signingCertificates: [signingCertificate()] }))).toEqual(NOTHING);
});
