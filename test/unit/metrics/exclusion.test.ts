import { expect, test } from '@jest/globals';
import { isExcluded, warnOfExclusion } from '../../../src/metrics/exclusion.ts';

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

test('a pattern that matches no family is told: it is mostly a misspelling', () => {
  expect(warnOfExclusion([BUILD_INFO, /^(?:aws_iam_signing_certificates_.*)$/]).slice(0, 1)).toEqual([
    'metrics.exclude[1]: matches the name of no metric of this exporter',
  ]);
});

test('a family that the shipped alerts read is told, and one that only boards show', () => {
  expect(warnOfExclusion([BUILD_INFO, CERTIFICATES])).toEqual([
    'metrics.exclude: the shipped alerts and boards need these families, which it leaves out: iam_credential_exporter_build_info',
    'metrics.exclude: the shipped boards show these families, which it leaves out: aws_iam_signing_certificate_active, aws_iam_signing_certificate_last_rotated_timestamp_seconds, aws_iam_signing_certificate_age_days',
  ]);
});

test('without a pattern there is nothing to tell', () => {
  expect(warnOfExclusion([])).toEqual([]);
});
