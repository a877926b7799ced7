import { expect, test } from '@jest/globals';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { faults } from '../../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../../support/fake-aws/server.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { fetchReport } from './fetch-report.ts';

const ACCOUNT_ID = '111122223333';
const NOW = Date.parse('2026-11-22T12:00:00Z');
const HOUR = 3_600_000;

async function startFake(pollsUntilComplete = 1): Promise<FakeAws> {
  const accounts = [{ accountId: ACCOUNT_ID, csv: reportCsv(ACCOUNT_ID), pollsUntilComplete }];
  const fake = await startFakeAwsForTest({ accounts, now: () => NOW });
  setAwsEnvironment(fake.url);
  return fake;
}

function operations(fake: FakeAws): string[] {
  return fake.requests.map(({ operation }) => operation);
}

test('a report that is fresh enough costs one Get', async () => {
  const fake = await startFake();
  fake.setReport(ACCOUNT_ID, reportCsv(ACCOUNT_ID, ['rob']), NOW - HOUR);

  const { report, counted } = await fetchReport({ newerThan: (NOW - 4 * HOUR) / 1000 });

  expect(operations(fake)).toEqual(['GetCredentialReport']);
  expect(counted).toEqual(['GetCredentialReport success']);
  expect(Buffer.from(report?.csv ?? []).toString()).toBe(reportCsv(ACCOUNT_ID, ['rob']));
  expect(report?.generatedTime).toBe((NOW - HOUR) / 1000);
});

test('a missing report is generated, polled until COMPLETE and fetched', async () => {
  const fake = await startFake(3);

  const { report, counted, waits } = await fetchReport();

  expect(operations(fake)).toEqual([
    'GetCredentialReport',
    'GenerateCredentialReport',
    'GenerateCredentialReport',
    'GenerateCredentialReport',
    'GenerateCredentialReport',
    'GetCredentialReport',
  ]);
  expect(counted[0]).toBe('GetCredentialReport no_report');
  expect(waits).toEqual([500, 1_000, 2_000]);
  expect(report?.generatedTime).toBe(NOW / 1000);
});

test.each([
  ['expired', faults.reportExpired],
  ['in progress', faults.reportInProgress],
  ['not present', faults.reportNotPresent],
])('a report that is %s is asked for, not a failure', async (_state, fault) => {
  const fake = await startFake(0);
  fake.script(ACCOUNT_ID, 'GetCredentialReport', [fault]);

  const { report } = await fetchReport();

  expect(report).toBeDefined();
  expect(fake.count('GenerateCredentialReport')).toBe(1);
});

test('a report older than the interval is asked for anew, and the old one taken if AWS still hands it out', async () => {
  const fake = await startFake(0);
  fake.setReport(ACCOUNT_ID, reportCsv(ACCOUNT_ID), NOW - HOUR);

  const { report } = await fetchReport({ newerThan: (NOW - HOUR / 2) / 1000 });

  expect(operations(fake)).toEqual(['GetCredentialReport', 'GenerateCredentialReport', 'GetCredentialReport']);
  expect(report?.generatedTime).toBe((NOW - HOUR) / 1000);
});

test('a report that is gone again after COMPLETE is polled for once more', async () => {
  const fake = await startFake(0);
  fake.script(ACCOUNT_ID, 'GetCredentialReport', [faults.reportNotPresent, faults.reportExpired]);

  const { report } = await fetchReport();

  expect(report).toBeDefined();
  expect(fake.count('GenerateCredentialReport')).toBe(2);
});

test('waits between polls grow to 20 seconds and no further', async () => {
  await startFake(8);

  const { waits } = await fetchReport();

  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000]);
});

test('an abort ends the polling', async () => {
  await startFake(1_000);
  const stop = new AbortController();

  const { error } = await fetchReport({ signal: stop.signal, onWait: () => stop.abort('enough') });

  expect(error).toBe('enough');
});
