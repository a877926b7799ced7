/** Each error of IAM, as the SDK's default retry and its error classes make it arrive. */
import {
  GenerateCredentialReportCommand,
  GetCredentialReportCommand,
  IAMServiceException,
  LimitExceededException,
} from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { faults, wireError, type Fault } from '../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { iamClient } from './iam-client.ts';

const accounts = [{ accountId: '111111111111', csv: 'user' }];

// The SDK multiplies its waits between attempts with it: the retries are those of the default, the waits nothing.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

type Row = [fault: Fault, name: string, code: string | undefined, status: number, attempts: number];

const rows: Row[] = [
  [faults.reportInProgress, 'CredentialReportNotReadyException', 'ReportInProgress', 404, 1],
  [faults.reportNotPresent, 'CredentialReportNotPresentException', 'ReportNotPresent', 410, 1],
  [faults.reportExpired, 'CredentialReportExpiredException', 'ReportExpired', 410, 1],
  [faults.limitExceeded, 'LimitExceededException', 'LimitExceeded', 409, 3],
  [faults.throttling, 'Throttling', 'Throttling', 400, 3],
  [faults.serviceFailure, 'ServiceFailureException', 'ServiceFailure', 500, 3],
  [faults.accessDenied, 'AccessDenied', 'AccessDenied', 403, 1],
  [faults.expiredToken, 'ExpiredToken', 'ExpiredToken', 403, 1],
  [faults.invalidClientTokenId, 'InvalidClientTokenId', 'InvalidClientTokenId', 403, 1],
  [faults.signatureDoesNotMatch, 'SignatureDoesNotMatch', 'SignatureDoesNotMatch', 403, 1],
  [faults.noSuchEntity, 'NoSuchEntityException', 'NoSuchEntity', 404, 1],
  [wireError('SomethingNew', 418, 'of later years'), 'SomethingNew', 'SomethingNew', 418, 1],
];

test.each(rows)('%j arrives as %s', async (fault, name, code, status, attempts) => {
  const fake = await startFakeAwsForTest({ accounts });
  fake.always('*', 'GetCredentialReport', fault);

  const error: unknown = await iamClient(fake)
    .send(new GetCredentialReportCommand({}))
    .catch((cause: unknown) => cause);

  expect(error).toBeInstanceOf(IAMServiceException);
  expect(error).toMatchObject({ name, Code: code, $metadata: { httpStatusCode: status, attempts } });
  expect(fake.count('GetCredentialReport')).toBe(attempts);
});

test('a well-formed page of a load balancer arrives as an Unknown exception of the service', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  fake.always('*', '*', faults.badGateway);

  const error: unknown = await iamClient(fake)
    .send(new GetCredentialReportCommand({}))
    .catch((cause: unknown) => cause);

  expect(error).toBeInstanceOf(IAMServiceException);
  expect(error).toMatchObject({ name: 'Unknown', $metadata: { httpStatusCode: 502, attempts: 3 } });
});

test('a page that is not well-formed arrives as a plain Error, which knows its status', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  fake.always('*', '*', faults.badGatewayMalformed);

  const error: unknown = await iamClient(fake)
    .send(new GetCredentialReportCommand({}))
    .catch((cause: unknown) => cause);

  expect(error).not.toBeInstanceOf(IAMServiceException);
  expect(error).toMatchObject({ name: 'Error', $metadata: { httpStatusCode: 502, attempts: 3 } });
});

test('the report limit of Generate has a class of its own and keeps the message', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  fake.script('111111111111', 'GenerateCredentialReport', [faults.limitExceeded]);

  const error: unknown = await iamClient(fake, { maxAttempts: 1 })
    .send(new GenerateCredentialReportCommand({}))
    .catch((cause: unknown) => cause);

  expect(error).toBeInstanceOf(LimitExceededException);
  expect(error).toMatchObject({ message: 'No more capacity to launch new report generation tasks' });
});

test('a message may hold what XML escapes', async () => {
  const message = 'a & b &amp; <c> "d"';
  const fake = await startFakeAwsForTest({ accounts });
  fake.always('*', '*', wireError('AccessDenied', 403, message));

  await expect(iamClient(fake).send(new GetCredentialReportCommand({}))).rejects.toMatchObject({ message });
});

test('a request that is throttled twice succeeds at the third attempt', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  fake.script('*', 'GenerateCredentialReport', [faults.throttling, faults.throttling]);

  const answer = await iamClient(fake).send(new GenerateCredentialReportCommand({}));

  expect(answer.State).toBe('STARTED');
  expect(answer.$metadata.attempts).toBe(3);
});
