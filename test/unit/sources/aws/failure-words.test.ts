import { expect, test } from '@jest/globals';
import { toRefreshFailure } from '../../../../src/sources/aws/aws-failure.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { type Fault, faults, wireError } from '../../../support/fake-aws/faults.ts';
import { ACCOUNT_ID, startFake } from './fake-report.ts';
import { ACCOUNT, fetchReport, reasonOf } from './fetch-report.ts';

test.each([
  ['a page of a login', '<html><body><form>sign in</form></body></html>'],
  ['nothing', ''],
])('%s with HTTP 200 is no answer of AWS, neither for a role nor for a report', async (_what, body) => {
  const fake = await startFake();
  const account = { ...ACCOUNT, roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/x` };

  for (const operation of ['AssumeRole', 'GetCredentialReport'] as const) {
    fake.clear();
    fake.always(ACCOUNT_ID, operation, { kind: 'html', status: 200, body });
    const fetched = await fetchReport({ account });

    expect(reasonOf(fetched)).toBe('service');
    expect((fetched.error as Error).message).toBe(
      'an answer in a form that AWS does not use (HTTP 200): look for a proxy in between',
    );
  }
});

test('a line break in a session token is told as one', async () => {
  const fake = await startFake();
  setAwsEnvironment(fake.url, { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 'to\nken' });

  const fetched = await fetchReport();

  expect(reasonOf(fetched)).toBe('credentials');
  expect((fetched.error as Error).message).toContain('look for a line break in AWS_SESSION_TOKEN');
});

test.each<[string, Fault, string]>([
  ['an unknown key', faults.invalidClientTokenId, 'AWS does not know this access key (InvalidClientTokenId, HTTP 403)'],
  ['a session', faults.expiredToken, 'the session of these credentials has expired (ExpiredToken, HTTP 403)'],
  ['a region', wireError('RegionDisabledException', 403), 'switched off for STS (RegionDisabledException, HTTP 403)'],
  ['a parameter', wireError('ValidationError', 400), 'look at roleArn and externalId of the account'],
  ['a web identity', wireError('InvalidIdentityToken', 400), 'STS does not take the web identity token'],
  ['a missing entity', faults.noSuchEntity, 'NoSuchEntity (HTTP 404)'],
  ['HTTP 401 with a code', wireError('BrandNewFault', 401), 'BrandNewFault (HTTP 401)'],
])('%s that AWS refuses is told in words', async (_what, fault, told) => {
  const fake = await startFake();
  fake.always(ACCOUNT_ID, '*', fault);

  expect(((await fetchReport()).error as Error).message).toContain(told);
});

test('a refusal with HTTP 401 and a code is one of permissions', async () => {
  const fake = await startFake();
  fake.always(ACCOUNT_ID, '*', wireError('BrandNewFault', 401));

  expect(reasonOf(await fetchReport())).toBe('access_denied');
});

const TIMEOUT = Object.assign(new Error('it did not establish a connection within the timeout of 5000 ms.'), {
  name: 'TimeoutError',
});

test.each([
  [{ host: 'iam.amazonaws.com' }, 'no answer within 5 s from iam.amazonaws.com'],
  [
    { host: 'iam.amazonaws.com', proxy: { variable: 'https_proxy', host: 'proxy:3128' } },
    'no answer within 5 s from iam.amazonaws.com through the proxy of https_proxy (proxy:3128)',
  ],
])('a host that does not answer is told with how long and by which way: %j', (route, message) => {
  expect(toRefreshFailure(Object.assign(TIMEOUT, { route }), 0)).toMatchObject({ reason: 'timeout', message });
});

test('HTTP 429 without a code of AWS is told in words', () => {
  const error = Object.assign(new Error('x'), { $metadata: { httpStatusCode: 429 } });

  expect(toRefreshFailure(error, 0)).toMatchObject({
    reason: 'throttled',
    message: 'there are too many requests (HTTP 429)',
  });
});

test.each([
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'a CA that is not trusted: set AWS_CA_BUNDLE or NODE_EXTRA_CA_CERTS'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'a CA that is not trusted'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'a CA that is not trusted'],
  ['CERT_HAS_EXPIRED', 'a certificate that has expired'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'the certificate of another host'],
])('%s is told in words', (code, told) => {
  const failure = toRefreshFailure(Object.assign(new Error('it failed'), { code }), 0);

  expect(failure).toMatchObject({ reason: 'network' });
  expect((failure as Error).message).toContain(told);
});

test('an address that is tried twice is told once', () => {
  const refused = Object.assign(new Error('x'), { code: 'ECONNREFUSED', address: '192.0.2.1', port: 443 });

  expect(toRefreshFailure(new AggregateError([refused, refused]), 0)).toMatchObject({
    message: 'the connection failed: ECONNREFUSED 192.0.2.1:443',
  });
});
