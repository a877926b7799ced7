/** The watch over the log group of an organization: what happened stands on the page of its account, and no account's event history is asked. */
import { beforeAll, expect, test } from '@jest/globals';
import * as records from '../support/cloudtrail-records.ts';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { type AwsExporter, knownReportOf, linesAbout, startAwsExporter } from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';
import { on, untilPage } from './support/further-facts.ts';

const [AUDIT, PRODUCTION, SILENT] = ['111111111111', '222222222222', '333333333333'];
const GROUP = `arn:aws:logs:eu-central-1:${AUDIT}:log-group:organization`;
const HOUR = 3_600_000;
/** 37 questions to the log group, two a second. */
const SWEEP_MS = 60_000;

let now: number;
let fake: FakeAws;
let exporter: AwsExporter;
let page: string;

function line(ago: number, recipientAccountId: string, make: (values: records.CloudTrailRecord) => object) {
  const eventTime = new Date(now - ago).toISOString().replace('.000Z', 'Z');
  return { timestamp: now - ago, message: JSON.stringify(make({ eventTime, recipientAccountId })) };
}

beforeAll(async () => {
  now = Math.floor(Date.now() / 1000) * 1000;
  const userIdentity = records.rootIdentity({ accountId: PRODUCTION, principalId: PRODUCTION });
  const lines = [
    line(5 * HOUR, PRODUCTION, (values) => records.signIn('ConsoleLogin', { ...values, userIdentity })),
    line(60_000, PRODUCTION, records.record),
    line(60_000, AUDIT, records.record),
    line(3 * HOUR, SILENT, records.record),
  ];
  fake = await startFake({
    accounts: [AUDIT, PRODUCTION, SILENT].map((accountId) => ({
      accountId,
      csv: knownReportOf(accountId, now - HOUR),
      generatedTime: now - HOUR,
      ...(accountId === AUDIT && { logGroups: [{ arn: GROUP, lines }] }),
    })),
  });
  const role = (accountId: string) => `arn:aws:iam::${accountId}:role/exporter`;
  exporter = await startAwsExporter(fake, {
    accounts: [
      { name: 'audit' },
      { name: 'production', roleArn: role(PRODUCTION) },
      { name: 'silent', roleArn: role(SILENT) },
    ],
    facts: { activity: { ...on, interval: '5m', source: 'logs' } },
    logs: { logGroup: GROUP, account: 'audit' },
  });
  const names = ['audit', 'production', 'silent'];
  page = await untilPage(exporter, 'the first sweep has ended', (text) =>
    names.every((name) => text.includes(`iam_credential_exporter_activity_complete{account_name="${name}"`)),
  );
}, SWEEP_MS + 30_000);

test('a sign-in as root five hours before the start stands on the page of its account, and is a finding there', () => {
  const name = 'aws_iam_event_last_seen_timestamp_seconds';
  expect(page.match(new RegExp(`^${name}\\{.*$`, 'gm'))).toEqual([
    `${name}{account_id="${PRODUCTION}",user="<root_account>",event="root_sign_in"} ${(now - 5 * HOUR) / 1000}`,
  ]);
  const findings = linesAbout(page, PRODUCTION).filter((text) => text.includes('check="root-signed-in"'));
  expect(findings.filter((text) => text.startsWith('aws_iam_finding{'))).toHaveLength(1);
});

test('each account was looked through up to its newest record, and one without a record is not judged', () => {
  const family = 'iam_credential_exporter_activity';
  const samples = (name: string): RegExpMatchArray[] => [
    ...page.matchAll(
      new RegExp(`^${family}_${name}\\{account_name="(\\w+)",region="us-east-1",source="logs"\\} (.*)$`, 'gm'),
    ),
  ];
  const values = (name: string): Record<string, number> =>
    Object.fromEntries(samples(name).map(([, account = '', value]) => [account, Number(value)]));
  expect(values('complete')).toEqual({ audit: 1, production: 1, silent: 0 });
  const newest = (now - 60_000) / 1000;
  expect(values('watermark_timestamp_seconds')).toEqual({ audit: newest, production: newest });
  const unknown = linesAbout(page, SILENT).filter((text) =>
    /^aws_iam_check_findings\{.*check="root-signed-in"/.test(text),
  );
  expect(unknown.filter((text) => text.endsWith(' 1'))).toEqual([expect.stringContaining('status="unknown"')]);
});

test('the log says of the silent account why it is not complete', () => {
  const said = exporter.logs().filter(({ msg }) => msg === 'not all events of these regions could be read');
  expect(said).toEqual([
    expect.objectContaining({
      account: 'silent',
      regions: { 'us-east-1': expect.stringContaining('the log group has no record of this account') },
    }),
  ]);
});

test('the log group is all that is asked, and the requests are counted', () => {
  expect(fake.count('LookupEvents')).toBe(0);
  const count = fake.count('FilterLogEvents');
  expect(page).toContain(
    `iam_credential_exporter_aws_requests_total{operation="FilterLogEvents",outcome="success"} ${count}`,
  );
});
