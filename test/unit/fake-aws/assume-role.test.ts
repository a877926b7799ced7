import { GetCredentialReportCommand, IAMClient, type GetCredentialReportCommandOutput } from '@aws-sdk/client-iam';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import { afterEach, expect, test } from '@jest/globals';
import { faults } from '../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { sessionCredentials } from '../../support/fake-aws/role-session.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { iamClient, iamClientOf, LONG_TERM_KEY } from './iam-client.ts';

const OWN = '000000000001';
const PAYMENTS = '111111111111';
const SANDBOX = '222222222222';
const generatedTime = Date.now();

const accounts = [
  { accountId: OWN, csv: 'own', generatedTime },
  { accountId: PAYMENTS, csv: 'payments', generatedTime },
  { accountId: SANDBOX, csv: 'sandbox', generatedTime, externalId: 's3 & <more>' },
  { accountId: '333333333333', csv: 'closed', generatedTime, assumeRoleRefused: true },
];

const previousEndpoint = process.env.AWS_ENDPOINT_URL;
afterEach(() => {
  if (previousEndpoint === undefined) delete process.env.AWS_ENDPOINT_URL;
  else process.env.AWS_ENDPOINT_URL = previousEndpoint;
});

function getThroughRole(
  fake: FakeAws,
  accountId: string,
  options: { partition?: string; ExternalId?: string; abortSignal?: AbortSignal } = {},
): Promise<GetCredentialReportCommandOutput> {
  const { partition = 'aws', abortSignal, ...rest } = options;
  const credentials = fromTemporaryCredentials({
    masterCredentials: LONG_TERM_KEY,
    params: { RoleArn: `arn:${partition}:iam::${accountId}:role/audit/reader`, RoleSessionName: 'exporter', ...rest },
    clientConfig: { endpoint: fake.url, region: 'us-east-1', maxAttempts: 1 },
  });
  return iamClient(fake, { credentials }).send(new GetCredentialReportCommand({}), {
    ...(abortSignal && { abortSignal }),
  });
}

function csvOf(report: GetCredentialReportCommandOutput): string {
  return Buffer.from(report.Content ?? []).toString();
}

test('each role leads to the report of its own account', async () => {
  const fake = await startFakeAwsForTest({ accounts });

  const reports = await Promise.all([
    iamClient(fake).send(new GetCredentialReportCommand({})),
    getThroughRole(fake, PAYMENTS),
    getThroughRole(fake, SANDBOX, { ExternalId: 's3 & <more>', partition: 'aws-us-gov' }),
  ]);

  expect(reports.map(csvOf)).toEqual(['own', 'payments', 'sandbox']);
  expect(fake.count('AssumeRole')).toBe(2);
  expect(fake.count('GetCredentialReport', SANDBOX)).toBe(1);
  expect(fake.requests.find((request) => request.operation === 'AssumeRole')).toMatchObject({
    accountId: PAYMENTS,
    accessKeyId: LONG_TERM_KEY.accessKeyId,
    parameters: { RoleSessionName: 'exporter' },
  });
});

test('the session of a role is used for an hour of real time', async () => {
  const fake = await startFakeAwsForTest({ accounts, now: () => Date.parse('2001-01-01') });
  const provide = fromTemporaryCredentials({
    masterCredentials: LONG_TERM_KEY,
    params: { RoleArn: `arn:aws:iam::${PAYMENTS}:role/reader` },
    clientConfig: { endpoint: fake.url, region: 'us-east-1' },
  });

  const before = Date.now();
  const { expiration, ...session } = await provide();

  expect(session).toMatchObject({ ...sessionCredentials(PAYMENTS), accessKeyId: 'ASIA111111111111FAKE' });
  // AWS tells the time to the second.
  expect(expiration?.getTime()).toBeGreaterThan(before + 3_600_000 - 1000);
  expect(expiration?.getTime()).toBeLessThanOrEqual(Date.now() + 3_600_000);
  const client = iamClient(fake, { credentials: provide });
  await client.send(new GetCredentialReportCommand({}));
  await client.send(new GetCredentialReportCommand({}));
  expect(fake.count('AssumeRole')).toBe(2);
});

test.each([
  ['a refused account', '333333333333', {}],
  ['an unknown account', '999999999999', {}],
  ['a missing ExternalId', SANDBOX, {}],
  ['a wrong ExternalId', SANDBOX, { ExternalId: 's4' }],
])('%s is AccessDenied', async (_, accountId, options) => {
  const fake = await startFakeAwsForTest({ accounts });

  await expect(getThroughRole(fake, accountId, options)).rejects.toMatchObject({
    name: 'AccessDenied',
    Code: 'AccessDenied',
    message: expect.stringContaining('sts:AssumeRole'),
    $metadata: { httpStatusCode: 403, attempts: 1 },
  });
  expect(fake.count('GetCredentialReport')).toBe(0);
});

test('AssumeRole meets faults of the account of the role, in the classes of STS', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  fake.script(PAYMENTS, 'AssumeRole', [faults.throttling]);

  const error: unknown = await getThroughRole(fake, PAYMENTS).catch((cause: unknown) => cause);

  expect(error).toMatchObject({ name: 'Throttling' });
  expect((error as object).constructor.name).toBe('STSServiceException');
  expect(csvOf(await getThroughRole(fake, PAYMENTS))).toBe('payments');
});

test('the signal of a request does not reach its AssumeRole', async () => {
  const controller = new AbortController();
  let arrived = (): void => undefined;
  const arrival = new Promise<void>((resolve) => (arrived = resolve));
  const fake = await startFakeAwsForTest({ accounts, onRequest: () => arrived() });
  fake.script(PAYMENTS, 'AssumeRole', [faults.hang]);

  const outcome = getThroughRole(fake, PAYMENTS, { abortSignal: controller.signal }).catch((cause: unknown) => cause);
  await arrival;
  controller.abort();
  await fake.close();

  // The signal came first, and yet only the end of the connection ends the request.
  expect(await outcome).toMatchObject({ code: 'ECONNRESET' });
  expect(fake.requests.map((request) => request.operation)).toEqual(['AssumeRole']);
});

test('a session without its token and a session of an unknown account are refused', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  const { sessionToken, ...withoutToken } = sessionCredentials(PAYMENTS);
  expect(sessionToken).toBeDefined();

  const refused = { name: 'InvalidClientTokenId', $metadata: { httpStatusCode: 403 } };
  await expect(
    iamClient(fake, { credentials: withoutToken }).send(new GetCredentialReportCommand({})),
  ).rejects.toMatchObject(refused);
  await expect(iamClientOf(fake, '999999999999').send(new GetCredentialReportCommand({}))).rejects.toMatchObject(
    refused,
  );
});

test('both clients find the fake through AWS_ENDPOINT_URL alone', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  process.env.AWS_ENDPOINT_URL = fake.url;
  const credentials = fromTemporaryCredentials({
    masterCredentials: LONG_TERM_KEY,
    params: { RoleArn: `arn:aws:iam::${PAYMENTS}:role/reader` },
  });

  const report = await new IAMClient({ region: 'us-east-1', credentials }).send(new GetCredentialReportCommand({}));

  expect(csvOf(report)).toBe('payments');
  expect(fake.count('AssumeRole', PAYMENTS)).toBe(1);
});
