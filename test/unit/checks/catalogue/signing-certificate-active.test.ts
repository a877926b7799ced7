import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { signingCertificateActive } from '../../../../src/checks/catalogue/signing-certificate-active.ts';
import type { SigningCertificate } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, FRESH } from '../../../support/check-cases.ts';
import { root, signingCertificate, user } from '../../../support/model-values.ts';

test.each<{ name: string; certificates: SigningCertificate[]; expected: Outcome[] }>([
  { name: 'none', certificates: [], expected: [] },
  { name: 'an active one', certificates: [signingCertificate()], expected: [{ status: 'open' }] },
  {
    name: 'an active one of today',
    certificates: [signingCertificate({ lastRotated: NOW })],
    expected: [{ status: 'open' }],
  },
  {
    name: 'an inactive one',
    certificates: [signingCertificate({ active: false, lastRotated: daysAgo(400) })],
    expected: [{ status: 'pass' }],
  },
  {
    name: 'an inactive one and an active one in the second slot',
    certificates: [
      signingCertificate({ slot: '1', active: false, lastRotated: daysAgo(400) }),
      signingCertificate({ slot: '2', lastRotated: daysAgo(400) }),
    ],
    expected: [{ status: 'open' }],
  },
  {
    name: 'two active ones: one finding for the user',
    certificates: [signingCertificate({ slot: '1' }), signingCertificate({ slot: '2' })],
    expected: [{ status: 'open' }],
  },
  {
    name: 'one that may be active, for all that AWS says',
    certificates: [{ slot: '1', lastRotated: daysAgo(400) }],
    expected: [{ status: 'unknown' }],
  },
  {
    name: 'one that may be active beside one that is',
    certificates: [{ slot: '1', lastRotated: daysAgo(400) }, signingCertificate({ slot: '2' })],
    expected: [{ status: 'open' }],
  },
])('$name', ({ certificates, expected }) => {
  expect(signingCertificateActive.evaluate(user({ signingCertificates: certificates }), {}, FRESH)).toEqual(expected);
});

test('root is left to the checks of root', () => {
  expect(counted(signingCertificateActive, user({ signingCertificates: [signingCertificate()] }))).toEqual(ONE_OPEN);
  expect(counted(signingCertificateActive, root({ signingCertificates: [signingCertificate()] }))).toEqual(NOTHING);
});
