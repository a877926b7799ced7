import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam';
import { expect, test } from '@jest/globals';
import { FaultPlan, faults } from '../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { randomThrottling } from '../../support/fake-aws/random-throttling.ts';
import { iamClientOf } from './iam-client.ts';

const A = '111111111111';
const B = '222222222222';
const generatedTime = Date.now();
const accounts = [A, B].map((accountId) => ({ accountId, csv: 'user', generatedTime }));

test('queues come before standing faults, and an account before all accounts', () => {
  const plan = new FaultPlan();
  plan.always('*', '*', faults.hang);
  plan.always(A, '*', faults.cut);
  plan.script('*', 'GetCredentialReport', [faults.serviceFailure]);
  plan.script(A, 'GetCredentialReport', [faults.throttling]);
  plan.script(A, 'GetCredentialReport', [faults.none]);

  const met = [1, 2, 3, 4].map(() => plan.next(A, 'GetCredentialReport'));

  expect(met).toEqual([faults.throttling, faults.none, faults.serviceFailure, faults.cut]);
  expect(plan.next(A, 'AssumeRole')).toBe(faults.cut);
  expect(plan.next(B, 'AssumeRole')).toBe(faults.hang);
  plan.script(A, 'AssumeRole', [faults.throttling]);
  plan.clear();
  expect(plan.next(A, 'AssumeRole')).toBeUndefined();
});

test('a fault meets its own account and operation only, until it is cleared', async () => {
  const fake = await startFakeAwsForTest({ accounts });
  fake.always(A, 'GetCredentialReport', faults.accessDenied);
  const [a, b] = [iamClientOf(fake, A), iamClientOf(fake, B)];

  await expect(a.send(new GetCredentialReportCommand({}))).rejects.toMatchObject({ name: 'AccessDenied' });
  await expect(a.send(new GenerateCredentialReportCommand({}))).resolves.toMatchObject({ State: 'COMPLETE' });
  await expect(b.send(new GetCredentialReportCommand({}))).resolves.toMatchObject({ ReportFormat: 'text/csv' });
  fake.clear();
  await expect(a.send(new GetCredentialReportCommand({}))).resolves.toMatchObject({ ReportFormat: 'text/csv' });

  expect(fake.count('GetCredentialReport')).toBe(3);
  expect(fake.count('GetCredentialReport', A)).toBe(2);
});

test('a fault for an account that does not exist is a mistake of the test', async () => {
  const fake = await startFakeAwsForTest({ accounts });

  expect(() => fake.script('333333333333', '*', [faults.cut])).toThrow('no account 333333333333');
});

test('the same seed throttles the same requests, and about the share asked for', () => {
  const draw = (share: number, seed: number) => Array.from({ length: 2000 }, randomThrottling(share, seed));

  const throttled = draw(0.05, 7).filter((fault) => fault !== undefined).length;
  expect(throttled).toBeGreaterThan(60);
  expect(throttled).toBeLessThan(140);
  expect(draw(0.05, 7)).toEqual(draw(0.05, 7));
  expect(draw(0.05, 7)).not.toEqual(draw(0.05, 8));
  expect(new Set(draw(0, 7))).toEqual(new Set([undefined]));
  expect(new Set(draw(1, 7))).toEqual(new Set([faults.throttling]));
});

test('a share of the requests of all accounts is throttled; planned faults are left alone', async () => {
  const fake = await startFakeAwsForTest({ accounts, throttledShare: 1, latencyMs: 1 });
  fake.script(A, 'GetCredentialReport', [faults.none]);
  const client = iamClientOf(fake, A, { maxAttempts: 1 });

  await expect(client.send(new GetCredentialReportCommand({}))).resolves.toMatchObject({ ReportFormat: 'text/csv' });
  await expect(client.send(new GetCredentialReportCommand({}))).rejects.toMatchObject({ name: 'Throttling' });
  expect(fake.count('GetCredentialReport')).toBe(2);
  expect(fake.throttled('GetCredentialReport')).toBe(1);
});

test('a csv function that throws is seen in the answer', async () => {
  const csv = () => {
    throw new Error('no such fixture');
  };
  const fake = await startFakeAwsForTest({ accounts: [{ accountId: A, csv, pollsUntilComplete: 0 }] });
  const client = iamClientOf(fake, A, { maxAttempts: 1 });

  await expect(client.send(new GenerateCredentialReportCommand({}))).rejects.toMatchObject({
    name: 'InternalFailure',
    message: 'Error: no such fixture',
  });
});

test('what is not a signed request of IAM or STS is refused and not counted', async () => {
  const fake = await startFakeAwsForTest({ accounts });

  const unsigned = await fetch(fake.url, {
    method: 'POST',
    body: new URLSearchParams({ Action: 'GetCredentialReport' }),
  });
  const unknown = await fetch(fake.url, { method: 'POST', body: new URLSearchParams({ Action: 'DeleteUser' }) });

  expect([unsigned.status, unknown.status]).toEqual([403, 400]);
  expect(await unsigned.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  expect(await unknown.text()).toContain('<Code>InvalidAction</Code>');
  expect(fake.requests).toEqual([]);
});
