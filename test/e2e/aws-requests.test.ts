/** What the exporter asks AWS for, and when: counted by the fake AWS and by the exporter alike. */
import { expect, test } from '@jest/globals';
import { faults } from '../support/fake-aws/faults.ts';
import type { FakeAws } from '../support/fake-aws/server.ts';
import {
  type AwsExporter,
  knownReportOf,
  linesAbout,
  ownValue,
  refreshErrors,
  roleAccount,
  startAwsExporter,
} from './support/aws-exporter.ts';
import { valueOf } from './support/exposition.ts';
import { startFake } from './support/fake-aws.ts';

const ACCOUNT = '111111111111';
const ACCEPT = { openmetrics: 'application/openmetrics-text; version=1.0.0', text: 'text/plain' };
/** The one account of the default credential chain. */
const CHAIN = { accounts: [{ name: 'own' }] };

async function startFakeWithFreshReport(): Promise<FakeAws> {
  return startFake({ accounts: [{ accountId: ACCOUNT, csv: knownReportOf(ACCOUNT), generatedTime: Date.now() }] });
}

function operations(fake: FakeAws): string[] {
  return fake.requests.map(({ operation }) => operation);
}

/** The requests that the exporter has counted, without the zeros. */
async function counted(exporter: AwsExporter, accountName: string): Promise<Record<string, number>> {
  const page = await exporter.untilValue(`fact_up{account_name="${accountName}",fact="credential-report"}`, 1);
  const samples = page.matchAll(/^\w+_aws_requests_total\{operation="(\w+)",outcome="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries(
    [...samples]
      .filter(([, , , value]) => value !== '0')
      .map(([, operation, outcome, value]) => [`${operation} ${outcome}`, Number(value)]),
  );
}

test('a missing report is asked for, waited for and fetched, and every request is counted', async () => {
  const fake = await startFake({
    accounts: [{ accountId: ACCOUNT, csv: knownReportOf(ACCOUNT), pollsUntilComplete: 2 }],
  });

  const exporter = await startAwsExporter(fake, { accounts: [roleAccount('new', ACCOUNT)] });
  const counts = await counted(exporter, 'new');

  const generate = Array.from({ length: 3 }, () => 'GenerateCredentialReport');
  expect(operations(fake)).toEqual(['AssumeRole', 'GetCredentialReport', ...generate, 'GetCredentialReport']);
  expect(counts).toEqual({
    'AssumeRole success': 1,
    'GetCredentialReport no_report': 1,
    'GenerateCredentialReport success': 3,
    'GetCredentialReport success': 1,
  });
  expect(linesAbout(await exporter.metrics(`aws_iam_account_info{account_id="${ACCOUNT}"`), ACCOUNT)).not.toEqual([]);
});

test('a fresh report costs one Get, and a scrape nothing', async () => {
  const fake = await startFakeWithFreshReport();
  const exporter = await startAwsExporter(fake, CHAIN);
  await exporter.metrics(`aws_iam_account_info{account_id="${ACCOUNT}"`);

  for (let scrape = 0; scrape < 20; scrape += 1) {
    for (const [format, accept] of Object.entries(ACCEPT)) {
      const response = await fetch(`${exporter.url}/metrics`, { headers: { accept } });
      expect(response.headers.get('content-type')).toContain(format);
      expect(await response.text()).toContain(`account_id="${ACCOUNT}"`);
    }
  }

  expect(operations(fake)).toEqual(['GetCredentialReport']);
  expect(await counted(exporter, 'own')).toEqual({ 'GetCredentialReport success': 1 });
});

test('a report older than the refresh interval costs Get, Generate and Get, and is served as old as it is', async () => {
  const generatedTime = Date.now() - 3_600_000;
  const fake = await startFake({ accounts: [{ accountId: ACCOUNT, csv: knownReportOf(ACCOUNT), generatedTime }] });

  const exporter = await startAwsExporter(fake, { refreshInterval: '30m', ...CHAIN });
  const page = await exporter.metrics('aws_iam_credential_report_generated_timestamp_seconds{');

  expect(operations(fake)).toEqual(['GetCredentialReport', 'GenerateCredentialReport', 'GetCredentialReport']);
  const series = `aws_iam_credential_report_generated_timestamp_seconds{account_id="${ACCOUNT}",account_name="own"}`;
  expect(valueOf(page, series)).toBe(Math.floor(generatedTime / 1000));
});

test('a throttled account is waited for within its refresh, and does not count as failed', async () => {
  const fake = await startFakeWithFreshReport();
  // More than the retries of the SDK.
  fake.script(
    ACCOUNT,
    'GetCredentialReport',
    [1, 2, 3, 4].map(() => faults.throttling),
  );

  const exporter = await startAwsExporter(fake, CHAIN);
  const counts = await counted(exporter, 'own');

  expect(counts).toEqual({ 'GetCredentialReport throttled': 4, 'GetCredentialReport success': 1 });
  expect(refreshErrors(await exporter.page(), 'own')).toEqual({});
});

test('a rotated key is seen at the next refresh', async () => {
  const now = Date.now();
  const tenDays = 10 * 86_400_000;
  const fake = await startFakeWithFreshReport();
  fake.setReport(ACCOUNT, knownReportOf(ACCOUNT, now - tenDays), now);
  const exporter = await startAwsExporter(fake, { refreshInterval: '1s', ...CHAIN });
  const age = `aws_iam_access_key_age_days{account_id="${ACCOUNT}",user="deploy",key="1"}`;
  const generated = `aws_iam_credential_report_generated_timestamp_seconds{account_id="${ACCOUNT}",account_name="own"}`;
  expect(valueOf(await exporter.metrics(`${age} `), age)).toBe(110);

  fake.setReport(ACCOUNT, knownReportOf(ACCOUNT, now), now + 5_000);
  const page = await exporter.metrics(`${age} 100\n`);

  expect(valueOf(page, generated)).toBe(Math.floor((now + 5_000) / 1000));
  expect(ownValue(page, 'fact_up{account_name="own",fact="credential-report"}')).toBe(1);
});
