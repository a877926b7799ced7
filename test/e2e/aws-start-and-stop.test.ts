/** Start and end of the process while AWS does not do what it should. */
import { expect, test } from '@jest/globals';
import { faults } from '../support/fake-aws/faults.ts';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { type AwsExporter, ownValue, refreshErrors, roleAccount, startAwsExporter } from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';
import { GRACE_PERIOD } from './support/server-process.ts';
import { reportCsv } from '../support/report-csv.ts';

const ACCOUNT = '111111111111';
const OTHER_ACCOUNT = '222222222222';

async function startFakeWithoutReport(): Promise<FakeAws> {
  return startFake({
    accounts: [ACCOUNT, OTHER_ACCOUNT].map((accountId) => ({
      accountId,
      csv: reportCsv(accountId),
      pollsUntilComplete: Infinity,
    })),
  });
}

async function expectToStopAtOnce(exporter: AwsExporter): Promise<void> {
  const { code, signal, milliseconds } = await exporter.process.stop('SIGTERM');
  expect({ code, signal }).toEqual({ code: 0, signal: null });
  expect(milliseconds).toBeLessThan(GRACE_PERIOD);
  expect(exporter.logs().at(-1)).toMatchObject({ level: 'info', msg: 'stopped' });
  expect(exporter.logs().filter(({ level }) => level !== 'info')).toEqual([]);
}

test('SIGTERM ends it while it waits for a report that is never complete', async () => {
  const fake = await startFakeWithoutReport();
  const exporter = await startAwsExporter(fake, { accounts: [{ name: 'slow' }] });
  await exporter.process.until('a poll', () => fake.count('GenerateCredentialReport') > 1 || undefined);

  await expectToStopAtOnce(exporter);
});

test.each(['AssumeRole', 'GetCredentialReport', 'GenerateCredentialReport'] as const)(
  'SIGTERM ends it while %s hangs',
  async (operation) => {
    const fake = await startFakeWithoutReport();
    fake.always(ACCOUNT, operation, faults.hang);
    const exporter = await startAwsExporter(fake, { accounts: [roleAccount('hanging', ACCOUNT)] });
    await exporter.process.until('the request', () => fake.count(operation) > 0 || undefined);

    await expectToStopAtOnce(exporter);
  },
);

test('SIGTERM ends it while more accounts wait than are read at a time', async () => {
  const fake = await startFakeWithoutReport();
  fake.always('*', '*', faults.hang);
  const accounts = [roleAccount('first', ACCOUNT), roleAccount('second', OTHER_ACCOUNT)];
  const exporter = await startAwsExporter(fake, { concurrency: 1, accounts });
  await exporter.process.until('the request', () => fake.count('AssumeRole') > 0 || undefined);

  await expectToStopAtOnce(exporter);
  expect(fake.count('AssumeRole')).toBe(1);
});

test('a permission that is wrong from the first moment is to be seen on /metrics', async () => {
  const fake = await startFakeWithoutReport();
  fake.always(ACCOUNT, 'GetCredentialReport', faults.accessDenied);

  const exporter = await startAwsExporter(fake, { accounts: [{ name: 'own' }] });
  const page = await exporter.untilValue('fact_up{account_name="own",fact="credential-report"}', 0);

  expect(refreshErrors(page, 'own')).toEqual({ access_denied: 1 });
  expect(page).not.toContain('aws_iam_account_info');
  expect(ownValue(page, 'last_success_timestamp_seconds{account_name="own",fact="credential-report"}')).toBeUndefined();
  expect(await exporter.status('/-/healthy')).toBe(200);
});

test('it is not ready while an account waits for an answer, and says meanwhile what is known of the others', async () => {
  const fake = await startFakeWithoutReport();
  fake.always(ACCOUNT, 'AssumeRole', faults.accessDenied);
  fake.always(OTHER_ACCOUNT, 'AssumeRole', faults.hang);
  const accounts = [roleAccount('refused', ACCOUNT), roleAccount('hanging', OTHER_ACCOUNT)];

  const exporter = await startAwsExporter(fake, { refreshTimeout: '15s', accounts });
  const early = await exporter.untilValue('fact_up{account_name="refused",fact="credential-report"}', 0);
  const readyEarly = await exporter.status('/-/ready');
  const late = await exporter.untilValue('fact_up{account_name="hanging",fact="credential-report"}', 0);

  expect(readyEarly).toBe(503);
  expect(refreshErrors(early, 'refused')).toEqual({ assume_role_denied: 1 });
  expect(ownValue(early, 'fact_up{account_name="hanging",fact="credential-report"}')).toBeUndefined();
  expect(refreshErrors(late, 'hanging')).toEqual({ timeout: 1 });
});
