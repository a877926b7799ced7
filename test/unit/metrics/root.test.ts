import { expect, test } from '@jest/globals';
import { rootFamilies } from '../../../src/metrics/families/root.ts';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { accessKey, at, root, signingCertificate } from '../../support/model-values.ts';
import { readFamilies } from './read-families.ts';
import { userSubject } from './user-subject.ts';

const inactiveKey = accessKey({ active: false });
const inactiveCertificate = signingCertificate({ active: false });

test.each<[string, Partial<User>, number | undefined]>([
  ['1 with a password', { password: { enabled: true } }, 1],
  ['0 with nothing, as under central root management', { password: { enabled: false } }, 0],
  ['1 with an inactive key alone', { password: { enabled: false }, accessKeys: [inactiveKey] }, 1],
  ['1 with an inactive certificate alone', { password: {}, signingCertificates: [inactiveCertificate] }, 1],
  ['1 with a key, though the report does not know of a password', { password: {}, accessKeys: [accessKey()] }, 1],
  ['absent with nothing else, if the report does not know of a password', { password: {} }, undefined],
  ['0 in that case in GovCloud, where root has none', { arn: 'arn:aws-us-gov:iam::1:root', password: {} }, 0],
  ['absent in that case after a sign-in too', { password: { lastUsed: at('2016-10-06T15:47:11Z') } }, undefined],
])('credentials of root: %s', (_what, values, expected) => {
  const reading = readFamilies(rootFamilies, 'aws_iam_root_', userSubject(root(values)), at('2026-11-22T12:00:00Z'));

  expect(reading).toEqual(expected === undefined ? {} : { credentials_present: expected });
});
