import { expect, test } from '@jest/globals';
import { signingCertificateFamilies } from '../../../src/metrics/families/signing-certificate.ts';
import type { SigningCertificate } from '../../../src/model/facts/credential-report.ts';
import { at, signingCertificate, user } from '../../support/model-values.ts';
import { type FamilyReading, readFamilies } from './read-families.ts';
import { userSubject } from './user-subject.ts';

const NOW = at('2026-11-22T12:00:00Z');
const ROTATED = at('2026-11-12T12:00:00Z');

function read(certificate: SigningCertificate) {
  const subject = { ...userSubject(user()), certificate };
  return readFamilies(signingCertificateFamilies, 'aws_iam_signing_certificate_', subject, NOW);
}

test('whether it is active has no series where AWS does not say', () => {
  expect(read({ slot: '1' })).toEqual({});
});

test.each<[string, Partial<SigningCertificate>, Record<string, FamilyReading>]>([
  ['active', { lastRotated: ROTATED }, { active: 1, last_rotated_timestamp_seconds: ROTATED, age_days: 10 }],
  [
    'inactive: keeps its facts',
    { active: false, lastRotated: ROTATED },
    { active: 0, last_rotated_timestamp_seconds: ROTATED, age_days: 10 },
  ],
  ['made nobody knows when', {}, { active: 1 }],
])('a certificate %s', (_what, values, expected) => {
  expect(read(signingCertificate(values))).toEqual(expected);
});
