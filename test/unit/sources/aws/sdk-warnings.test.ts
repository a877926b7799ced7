import { expect, test } from '@jest/globals';
import { describeSdkWarning } from '../../../../src/sources/aws/sdk-warnings.ts';

test.each([
  ['Failed to refresh token: Error: invalid s3cret. Using existing token until expiry.', /session of aws login/],
  ['Credential renew failed: s3cret', /instance metadata/],
  [
    '@smithy/node-http-handler - [WARN] a request has exceeded the configured 1000 ms requestTimeout.',
    /more than a second/,
  ],
  ['something new about s3cret', /does not know/],
  [new Error('s3cret'), /does not know/],
])('a warning of the SDK is told in words of our own: %j', (warning, told) => {
  expect(describeSdkWarning(warning)).toMatch(told);
  expect(describeSdkWarning(warning)).not.toContain('s3cret');
});
