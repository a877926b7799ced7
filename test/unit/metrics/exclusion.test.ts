import { expect, test } from '@jest/globals';
import { isExcluded, warnOfIdlePatterns } from '../../../src/metrics/exclusion.ts';

const CERTIFICATES = /^(?:aws_iam_signing_certificate_.*)$/;
const BUILD_INFO = /^(?:iam_credential_exporter_build_info)$/;

test.each([
  ['aws_iam_signing_certificate_active', true],
  ['iam_credential_exporter_build_info', true],
  ['aws_iam_access_key_active', false],
])('of two patterns one is enough to leave %s out: %s', (name, excluded) => {
  expect(isExcluded(name, [CERTIFICATES, BUILD_INFO])).toBe(excluded);
  expect(isExcluded(name, [])).toBe(false);
});

test('a pattern that matches no family is told, one that matches any is not', () => {
  const misspelt = /^(?:aws_iam_signing_certificates_.*)$/;

  expect(warnOfIdlePatterns([CERTIFICATES, misspelt, BUILD_INFO])).toEqual([
    'metrics.exclude: no metric of this exporter has a name that "aws_iam_signing_certificates_.*" matches',
  ]);
  expect(warnOfIdlePatterns([])).toEqual([]);
});
