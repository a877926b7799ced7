import { GetCredentialReportCommand, type GetCredentialReportCommandOutput } from '@aws-sdk/client-iam';
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals';
import { delay, faults, type Fault } from '../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { iamClient } from './iam-client.ts';

const ACCOUNT = '111111111111';
const csv = 'user,arn\n'.repeat(1000);
const accounts = [{ accountId: ACCOUNT, csv, generatedTime: Date.now() }];

// The SDK multiplies its waits between attempts with it: the retries are those of the default, the waits nothing.
beforeEach(() => {
  jest.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  jest.restoreAllMocks();
});

async function getMeeting(fault: Fault): Promise<GetCredentialReportCommandOutput> {
  const fake = await startFakeAwsForTest({ accounts });
  fake.always(ACCOUNT, 'GetCredentialReport', fault);
  return iamClient(fake).send(new GetCredentialReportCommand({}));
}

test('a connection cut before the answer is an ECONNRESET that the SDK calls a TimeoutError', async () => {
  await expect(getMeeting(faults.cut)).rejects.toMatchObject({
    name: 'TimeoutError',
    code: 'ECONNRESET',
    $metadata: { attempts: 3 },
  });
});

test('a connection cut in the body is an ECONNRESET too, with the status of the answer', async () => {
  await expect(getMeeting(faults.cutInBody)).rejects.toMatchObject({
    name: 'Error',
    code: 'ECONNRESET',
    $metadata: { attempts: 3, httpStatusCode: 200 },
  });
});

test('a cut is over when its queue is', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  fake.script(ACCOUNT, 'GetCredentialReport', [faults.cut, faults.cutInBody]);

  const report = await iamClient(fake).send(new GetCredentialReportCommand({}));

  expect(Buffer.from(report.Content ?? []).toString()).toBe(csv);
  expect(fake.count('GetCredentialReport')).toBe(3);
});

test('an answer that is not XML is a plain Error, and not tried again', async () => {
  await expect(getMeeting(faults.notXml)).rejects.toMatchObject({
    name: 'Error',
    message: expect.stringContaining('XML'),
    $metadata: { attempts: 1, httpStatusCode: 200 },
  });
});

test('an answer can lack the content or the time', async () => {
  const withoutContent = await getMeeting(faults.withoutContent);
  expect(withoutContent.Content).toBeUndefined();
  expect(withoutContent.GeneratedTime).toBeInstanceOf(Date);

  const withoutTime = await getMeeting(faults.withoutGeneratedTime);
  expect(withoutTime.Content).toBeInstanceOf(Uint8Array);
  expect(withoutTime.GeneratedTime).toBeUndefined();
});

test('a request that hangs ends with its signal', async () => {
  const controller = new AbortController();
  const fake = await startFakeAwsForTest({ accounts, onRequest: () => controller.abort(new Error('deadline')) });
  fake.always(ACCOUNT, '*', faults.hang);

  const error: unknown = await iamClient(fake)
    .send(new GetCredentialReportCommand({}), { abortSignal: controller.signal })
    .catch((cause: unknown) => cause);

  // The SDK's own error; the reason of the signal is not in it.
  expect(error).toMatchObject({ name: 'AbortError', message: 'Request aborted' });
  expect(fake.count('GetCredentialReport')).toBe(1);
});

test('a request that hangs ends with the request timeout, once that is told to throw', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  fake.script(ACCOUNT, '*', [faults.hang]);
  const requestHandler = { requestTimeout: 20, throwOnRequestTimeout: true };

  const request = iamClient(fake, { maxAttempts: 1, requestHandler }).send(new GetCredentialReportCommand({}));

  await expect(request).rejects.toMatchObject({ name: 'TimeoutError', code: 'ETIMEDOUT' });
});

test('closing the fake ends the requests that hang, wait or lie idle', async () => {
  const arrived: (() => void)[] = [];
  const both = new Promise<void>((resolve) => arrived.push(() => undefined, resolve));
  const fake = await startFakeAwsForTest({ accounts, onRequest: () => arrived.shift()?.() });
  fake.script(ACCOUNT, '*', [faults.hang, delay(3_600_000)]);
  const client = iamClient(fake, { maxAttempts: 1 });
  const requests = Promise.allSettled([1, 2].map(() => client.send(new GetCredentialReportCommand({}))));
  await both;

  await fake.close();

  expect((await requests).map((request) => request.status)).toEqual(['rejected', 'rejected']);
});

test('a delayed answer is the usual one', async () => {
  const report = await getMeeting(delay(1));

  expect(Buffer.from(report.Content ?? []).toString()).toBe(csv);
});
