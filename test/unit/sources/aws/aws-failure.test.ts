import { expect, jest, test } from '@jest/globals';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { toRefreshFailure } from '../../../../src/sources/aws/aws-failure.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { type Fault, faults, wireError } from '../../../support/fake-aws/faults.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { ACCOUNT_ID, startFake } from './fake-report.ts';
import { ACCOUNT, fetchReport, reasonOf } from './fetch-report.ts';

test.each<[string, Fault, string]>([
  ['AccessDenied', faults.accessDenied, 'access_denied'],
  ['AccessDeniedException', wireError('AccessDeniedException', 403), 'access_denied'],
  ['a 403 page of a proxy', { kind: 'html', status: 403, body: '<html><body>no</body></html>' }, 'service'],
  ['the same, malformed', { kind: 'html', status: 403, body: '<html><body>no<hr></body></html>' }, 'service'],
  ['a 401 page of a portal', { kind: 'html', status: 401, body: '<html><body>sign in</body></html>' }, 'service'],
  ['a 403 in JSON', { kind: 'html', status: 403, body: '{"message":"Forbidden"}' }, 'service'],
  ['a 403 without a body', { kind: 'html', status: 403, body: '' }, 'service'],
  ['a proxy that wants a login', { kind: 'html', status: 407, body: '<html>login</html>' }, 'network'],
  ['ExpiredToken', faults.expiredToken, 'credentials'],
  ['InvalidClientTokenId', faults.invalidClientTokenId, 'credentials'],
  ['SignatureDoesNotMatch', faults.signatureDoesNotMatch, 'credentials'],
  ['RequestTimeTooSkewed', wireError('RequestTimeTooSkewed', 403), 'credentials'],
  ['RequestInTheFuture', wireError('RequestInTheFuture', 403), 'credentials'],
  ['InvalidSignatureException', wireError('InvalidSignatureException', 403), 'credentials'],
  ['AuthFailure', wireError('AuthFailure', 401), 'credentials'],
  ['UnrecognizedClientException', wireError('UnrecognizedClientException', 400), 'credentials'],
  ['LimitExceeded', faults.limitExceeded, 'report_limit'],
  ['ServiceFailure', faults.serviceFailure, 'service'],
  ['NoSuchEntity', faults.noSuchEntity, 'service'],
  ['a code nobody knows', wireError('BrandNewFault', 418), 'service'],
  ['the 502 of a load balancer', faults.badGateway, 'service'],
  ['the 502 of nginx', faults.badGatewayMalformed, 'service'],
  ['a body that is not XML', faults.notXml, 'service'],
  ['an answer without content', faults.withoutContent, 'service'],
  ['an answer without its time', faults.withoutGeneratedTime, 'service'],
  ['a cut connection', faults.cut, 'network'],
  ['a connection cut in the body', faults.cutInBody, 'network'],
])('%s is a failure with the right reason', async (_name, fault, reason) => {
  const fake = await startFake();
  fake.setReport(ACCOUNT_ID, reportCsv(ACCOUNT_ID));
  fake.always(ACCOUNT_ID, '*', fault);

  const fetched = await fetchReport();

  expect(reasonOf(fetched)).toBe(reason);
});

test('an endpoint that nobody listens on is a network failure', async () => {
  setAwsEnvironment('http://127.0.0.1:1');

  const fetched = await fetchReport();

  expect(reasonOf(fetched)).toBe('network');
  expect((fetched.error as Error).message).toContain('ECONNREFUSED');
});

test('no credentials at all are a failure of the credentials', async () => {
  const fake = await startFake();
  setAwsEnvironment(fake.url, {});

  const fetched = await fetchReport();

  expect(reasonOf(fetched)).toBe('credentials');
  expect(fake.requests).toEqual([]);
});

test('throttling is waited out, longer than the SDK does by itself', async () => {
  const fake = await startFake();
  fake.setReport(ACCOUNT_ID, reportCsv(ACCOUNT_ID));
  fake.script(
    ACCOUNT_ID,
    'GetCredentialReport',
    Array.from({ length: 7 }, () => faults.throttling),
  );

  const { report, waits, counted } = await fetchReport();

  expect(report).toBeDefined();
  expect(waits).toEqual([2_000, 4_000]);
  expect(counted.filter((entry) => entry === 'GetCredentialReport throttled')).toHaveLength(7);
});

test.each<[string, Fault]>([
  ['HTTP 429', { kind: 'html', status: 429, body: '<html>slow down</html>' }],
  ...[
    'RequestThrottled',
    'RequestThrottledException',
    'SlowDown',
    'EC2ThrottledException',
    'TooManyRequestsException',
  ].map((code): [string, Fault] => [code, wireError(code, 503)]),
])('%s is throttling, which is waited out', async (_name, fault) => {
  const fake = await startFake();
  fake.setReport(ACCOUNT_ID, reportCsv(ACCOUNT_ID));
  fake.script(ACCOUNT_ID, 'GetCredentialReport', Array<Fault>(3).fill(fault));

  const { report, waits, counted } = await fetchReport();

  expect(report).toBeDefined();
  expect(waits).toEqual([2_000]);
  expect(counted[0]).toBe('GetCredentialReport throttled');
});

test('a deadline that comes while AWS throttles is told as throttling, and another one as itself', async () => {
  const fake = await startFake();
  const deadline = new AbortController();
  const late = new RefreshFailure('timeout', 'too late');
  fake.always(ACCOUNT_ID, '*', faults.throttling);

  const throttled = await fetchReport({ signal: deadline.signal, onWait: () => deadline.abort(late) });
  const hanging = await fetchReport({ signal: deadline.signal });

  expect(reasonOf(throttled)).toBe('throttled');
  expect(hanging.error).toBe(late);
});

/** Ends at the request with this number, which AWS does not answer. */
async function fetchUntil(requests: number, operation: 'AssumeRole' | 'GetCredentialReport', queue: Fault[]) {
  const deadline = new AbortController();
  const late = new RefreshFailure('timeout', 'too late');
  let arrived = 0;
  const fake = await startFake({
    onRequest: () => {
      arrived += 1;
      if (arrived === requests) setImmediate(() => deadline.abort(late));
    },
  });
  fake.script(ACCOUNT_ID, operation, [...queue, faults.hang]);
  const role = { ...ACCOUNT, roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/x` };
  return fetchReport({ signal: deadline.signal, account: operation === 'AssumeRole' ? role : ACCOUNT });
}

test.each(['AssumeRole', 'GetCredentialReport'] as const)(
  'a deadline within the retries of the SDK is throttling where AWS last throttled %s',
  async (operation) => {
    expect(reasonOf(await fetchUntil(2, operation, [faults.throttling]))).toBe('throttled');
    expect(reasonOf(await fetchUntil(2, operation, [faults.serviceFailure]))).toBe('timeout');
    expect(reasonOf(await fetchUntil(1, operation, []))).toBe('timeout');
  },
);

test('AWS that has answered since throttles no more', async () => {
  // The second answer is that there is no report, and the third that AWS begins to make one.
  expect(reasonOf(await fetchUntil(4, 'GetCredentialReport', [faults.throttling, faults.none]))).toBe('timeout');
});

test('a deadline does not wait until the SDK tries again', async () => {
  jest.spyOn(Math, 'random').mockReturnValue(0.999);
  const fake = await startFake();
  fake.always(ACCOUNT_ID, '*', faults.throttling);
  const deadline = new AbortController();
  const late = new RefreshFailure('timeout', 'too late');

  const fetched = await fetchReport({
    signal: deadline.signal,
    inPlace: (_account, call) => call().finally(() => setImmediate(() => deadline.abort(late))),
  });

  expect(reasonOf(fetched)).toBe('throttled');
  expect(fake.requests).toHaveLength(1);
});

const HOUR_MS = 3_600_000;

test.each([
  ['behind', -HOUR_MS, 'the clock of this machine is 60 minutes behind that of AWS'],
  ['ahead', 2 * HOUR_MS, 'the clock of this machine is 120 minutes ahead of that of AWS'],
  ['right', 0, 'not for the clock, which agrees with that of AWS'],
])('a signature that AWS refuses tells how far apart the clocks are: %s', async (_which, offset, told) => {
  const fake = await startFake();
  fake.always(ACCOUNT_ID, '*', wireError('RequestTimeTooSkewed', 403));

  const { error } = await fetchReport({ now: () => Date.now() + offset });

  expect((error as Error).message).toBe(`RequestTimeTooSkewed (HTTP 403): ${told}`);
});

test('a page of a proxy is told as what it is', async () => {
  const fake = await startFake();
  fake.always(ACCOUNT_ID, '*', { kind: 'html', status: 403, body: '<html><body>Blocked</body></html>' });

  const { error } = await fetchReport();

  expect((error as Error).message).toBe(
    'an answer in a form that AWS does not use (HTTP 403): look for a proxy in between',
  );
});

test('a host with several addresses is told with the code of each', () => {
  const refused = (address: string) =>
    Object.assign(new Error('connect'), { code: 'ECONNREFUSED', address, port: 443 });
  const error = new AggregateError([refused('192.0.2.1'), refused('2001:db8::1')]);

  for (const one of [error, Object.assign(error, { code: 'ECONNREFUSED' })]) {
    expect(toRefreshFailure(one, 0)).toMatchObject({
      reason: 'network',
      message: 'the connection failed: ECONNREFUSED 192.0.2.1:443, ECONNREFUSED [2001:db8::1]:443',
    });
  }
});

test("FIPS together with an endpoint URL of one's own is a failure of the configuration", async () => {
  const fake = await startFake();
  setAwsEnvironment(fake.url, { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 's', AWS_USE_FIPS_ENDPOINT: 'true' });

  const fetched = await fetchReport();

  expect(reasonOf(fetched)).toBe('configuration');
  expect((fetched.error as Error).message).toContain('FIPS');
});

test('a role that STS calls malformed is a failure of the configuration', async () => {
  const fake = await startFake();
  fake.always(ACCOUNT_ID, 'AssumeRole', wireError('ValidationError', 400, '1 validation error detected'));

  const fetched = await fetchReport({ account: { ...ACCOUNT, roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/x` } });

  expect(reasonOf(fetched)).toBe('configuration');
});

test('throttling that does not end is a failure', async () => {
  const fake = await startFake();
  fake.always(ACCOUNT_ID, '*', faults.throttling);

  const fetched = await fetchReport();

  expect(reasonOf(fetched)).toBe('throttled');
  expect(fetched.waits).toEqual([2_000, 4_000, 8_000, 16_000]);
}, 20_000);

test('a failure repeats AWS only where that holds no secret: who lacks which permission', async () => {
  const fake = await startFake();
  const refused = 'User: arn:aws:iam::111122223333:user/caller is not authorized to perform: iam:GetCredentialReport';
  fake.always(ACCOUNT_ID, '*', wireError('AccessDenied', 403, `${refused} as x-amz-security-token:FwoGZXIvYXdz`));
  const denied = await fetchReport();
  fake.always(ACCOUNT_ID, '*', wireError('SignatureDoesNotMatch', 403, 'x-amz-security-token:FwoGZXIvYXdz'));
  const unsigned = await fetchReport();

  expect((denied.error as Error).message).toBe(refused);
  expect((unsigned.error as Error).message).toBe(
    'SignatureDoesNotMatch (HTTP 403): not for the clock, which agrees with that of AWS',
  );
});

test.each<[string, Fault, string]>([
  ['denied', faults.accessDenied, 'GetCredentialReport denied'],
  ['refused for its credentials', faults.expiredToken, 'GetCredentialReport denied'],
  ['not there yet', faults.reportInProgress, 'GetCredentialReport no_report'],
  ['broken', faults.serviceFailure, 'GetCredentialReport error'],
  ['without an answer', faults.cut, 'GetCredentialReport error'],
])('each attempt is counted by how it ended: %s', async (_name, fault, entry) => {
  const fake = await startFake();
  fake.script(ACCOUNT_ID, 'GetCredentialReport', [fault]);

  const { counted } = await fetchReport();

  expect(counted[0]).toBe(entry);
});

test('a refusal with a code that nobody knows is not repeated: who knows what it says', async () => {
  const fake = await startFake();
  const canonical = 'The canonical string: x-amz-security-token:FwoGZXIvYXdz';
  fake.always(ACCOUNT_ID, '*', wireError('InvalidRequestSignature', 403, canonical));

  const fetched = await fetchReport();

  expect(reasonOf(fetched)).toBe('access_denied');
  expect((fetched.error as Error).message).toBe('InvalidRequestSignature (HTTP 403)');
});

test.each<[string, string | undefined]>([
  ['ENOENT', 'credentials'],
  ['EACCES', 'credentials'],
  ['ERR_INVALID_CHAR', 'credentials'],
  ['ENOTFOUND', 'network'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'network'],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'network'],
  ['ERR_INVALID_URL', 'network'],
  ['ETIMEDOUT', 'timeout'],
  // A programmer's error is none of AWS's.
  ['ERR_INVALID_ARG_TYPE', undefined],
])('the code %s of Node.js is a failure of: %s', (code, reason) => {
  const failure = toRefreshFailure(Object.assign(new Error('it failed'), { code }), 0);

  expect(failure instanceof RefreshFailure ? failure.reason : undefined).toBe(reason);
});
