import { GenerateCredentialReportCommand, GetCredentialReportCommand, type IAMClient } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { iamClient } from './iam-client.ts';

const ACCOUNT = '111111111111';
const HOUR = 60 * 60 * 1000;
const NOON = Date.parse('2026-03-01T12:00:00Z');

function get(client: IAMClient) {
  return client.send(new GetCredentialReportCommand({}));
}

function generate(client: IAMClient) {
  return client.send(new GenerateCredentialReportCommand({}));
}

async function csvOf(client: IAMClient): Promise<string> {
  return Buffer.from((await get(client)).Content ?? []).toString();
}

test('a report comes to be in the order of events of AWS', async () => {
  const fake = await startFakeAwsForTest({ accounts: [{ accountId: ACCOUNT, csv: 'user,arn' }], now: () => NOON });
  const client = iamClient(fake);

  await expect(get(client)).rejects.toMatchObject({ name: 'CredentialReportNotPresentException', message: 'Unknown' });
  const started = await generate(client);
  expect(started).toMatchObject({ State: 'STARTED', Description: expect.stringMatching(/./) });
  await expect(get(client)).rejects.toMatchObject({ name: 'CredentialReportNotReadyException' });
  const complete = await generate(client);
  expect(complete.State).toBe('COMPLETE');
  expect(complete.Description).toBeUndefined();
  const report = await get(client);

  expect(report.ReportFormat).toBe('text/csv');
  expect(report.GeneratedTime).toEqual(new Date(NOON));
  expect(report.Content).toBeInstanceOf(Uint8Array);
  expect(Buffer.from(report.Content ?? []).toString()).toBe('user,arn');
  expect(fake.requests.map((request) => [request.operation, request.accountId, request.at])).toEqual([
    ['GetCredentialReport', ACCOUNT, NOON],
    ['GenerateCredentialReport', ACCOUNT, NOON],
    ['GetCredentialReport', ACCOUNT, NOON],
    ['GenerateCredentialReport', ACCOUNT, NOON],
    ['GetCredentialReport', ACCOUNT, NOON],
  ]);
});

test.each([
  [0, ['COMPLETE']],
  [1, ['STARTED', 'COMPLETE']],
  [3, ['STARTED', 'INPROGRESS', 'INPROGRESS', 'COMPLETE']],
])('with pollsUntilComplete %d, Generate answers %j', async (pollsUntilComplete, expected) => {
  const fake = await startFakeAwsForTest({ accounts: [{ accountId: ACCOUNT, csv: 'user', pollsUntilComplete }] });
  const client = iamClient(fake);

  const states: (string | undefined)[] = [];
  while (states.length < expected.length) states.push((await generate(client)).State);

  expect(states).toEqual(expected);
});

test('a report younger than four hours is handed out again, frozen; an older one has expired', async () => {
  let now = NOON;
  let made = 0;
  const fake = await startFakeAwsForTest({
    accounts: [{ accountId: ACCOUNT, csv: () => `report ${++made}`, generatedTime: NOON }],
    now: () => now,
  });
  const client = iamClient(fake);

  now = NOON + 4 * HOUR - 1;
  expect((await generate(client)).State).toBe('COMPLETE');
  expect(await get(client)).toMatchObject({ GeneratedTime: new Date(NOON) });
  expect(await csvOf(client)).toBe('report 1');

  now = NOON + 4 * HOUR;
  await expect(get(client)).rejects.toMatchObject({ name: 'CredentialReportExpiredException' });
  expect((await generate(client)).State).toBe('STARTED');
  await generate(client);
  expect(await get(client)).toMatchObject({ GeneratedTime: new Date(now) });
  expect(await csvOf(client)).toBe('report 2');
});

test('without expiry, Get hands the old report out until a new one is asked for', async () => {
  const fake = await startFakeAwsForTest({
    accounts: [{ accountId: ACCOUNT, csv: 'user', generatedTime: NOON - 9 * HOUR, expire: false }],
    now: () => NOON,
  });
  const client = iamClient(fake);

  expect(await get(client)).toMatchObject({ GeneratedTime: new Date(NOON - 9 * HOUR) });
  expect((await generate(client)).State).toBe('STARTED');
});

test('a report can be replaced and removed at run time', async () => {
  const fake = await startFakeAwsForTest({
    accounts: [{ accountId: ACCOUNT, csv: 'old key', generatedTime: NOON - HOUR }],
    now: () => NOON,
  });
  const client = iamClient(fake);

  fake.setReport(ACCOUNT, Buffer.from('new key'));
  expect(await csvOf(client)).toBe('new key');
  expect(await get(client)).toMatchObject({ GeneratedTime: new Date(NOON) });
  // AWS tells the time to the second.
  fake.setReport(ACCOUNT, 'newer key', NOON - 2 * HOUR + 999);
  expect(await get(client)).toMatchObject({ GeneratedTime: new Date(NOON - 2 * HOUR) });
  fake.removeReport(ACCOUNT);
  await expect(get(client)).rejects.toMatchObject({ name: 'CredentialReportNotPresentException' });
  await generate(client);
  await generate(client);
  expect(await csvOf(client)).toBe('newer key');
  expect(() => fake.setReport('999999999999', 'user')).toThrow('no account 999999999999');
});

test('every byte of a report survives, also characters that XML escapes', async () => {
  const csv = 'user,arn\r\n"a,b&<c>é",arn:aws:iam::111111111111:user/x\n'.repeat(1000);
  const fake = await startFakeAwsForTest({ accounts: [{ accountId: ACCOUNT, csv, generatedTime: Date.now() }] });

  expect(await csvOf(iamClient(fake))).toBe(csv);
});
