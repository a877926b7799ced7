import { expect, test } from '@jest/globals';
import { describeChainWarning } from '../../../../src/sources/aws/chain-warnings.ts';

test.each([
  ['Failed to refresh token: Error: invalid s3cret. Using existing token until expiry.', /session of aws login/],
  ['Credential renew failed: s3cret', /instance metadata/],
  ['something new about s3cret', /does not know/],
  [new Error('s3cret'), /does not know/],
])('a warning of the chain is told in words of our own: %j', (warning, told) => {
  expect(describeChainWarning(warning)).toMatch(told);
  expect(describeChainWarning(warning)).not.toContain('s3cret');
});
