/** The watch: what happened in an account stands on the page after its first sweep, and so does what could not be looked through. */
import { beforeAll, expect, test } from '@jest/globals';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { rootSignIn } from '../support/root-sign-in.ts';
import { eventOf, watermarkOf } from './support/activity-events.ts';
import { type AwsExporter, knownReportOf, linesAbout, startAwsExporter } from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';
import { on, untilPage } from './support/further-facts.ts';

const ACCOUNT = '111111111111';
const HOUR = 3_600_000;
const REGIONS = ['us-east-1', 'us-east-2', 'ap-southeast-1', 'ap-southeast-2', 'eu-central-1'];
/** The watch asks a region once a second. */
const SWEEP_MS = 60_000;

let now: number;
let fake: FakeAws;
let exporter: AwsExporter;
let page: string;

beforeAll(async () => {
  now = Math.floor(Date.now() / 1000) * 1000;
  const csv = knownReportOf(ACCOUNT, now - HOUR);
  const regions = REGIONS.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' as const }));
  const events = [
    rootSignIn(ACCOUNT, now - 5 * HOUR),
    eventOf(ACCOUNT, now - 60_000, { eventName: 'CreateUser', requestParameters: { userName: 'mallory' } }),
    eventOf(ACCOUNT, now - 60_000, {
      awsRegion: 'us-east-2',
      eventSource: 'signin.amazonaws.com',
      eventName: 'ConsoleLogin',
      eventType: 'AwsConsoleSignIn',
      userIdentity: { type: 'IAMUser', accountId: ACCOUNT, userName: 'HIDDEN_DUE_TO_SECURITY_REASONS' },
      responseElements: { ConsoleLogin: 'Failure' },
      errorMessage: 'No username found in supplied account',
    }),
  ];
  fake = await startFake({ accounts: [{ accountId: ACCOUNT, csv, generatedTime: now - HOUR, events, regions }] });
  exporter = await startAwsExporter(fake, {
    accounts: [{ name: 'own' }],
    facts: { activity: { ...on, regions: ['eu-central-1'] } },
  });
  page = await untilPage(exporter, 'the first sweep has ended', (text) => watermarkOf(text, 'own') !== undefined);
}, SWEEP_MS + 30_000);

const lines = (name: string) =>
  linesAbout(page, ACCOUNT)
    .filter((line) => line.startsWith(name))
    .map((line) => line.replace(`account_id="${ACCOUNT}",`, ''));

test('the page says when what was last seen, and names nobody whom nobody knows', () => {
  const name = 'aws_iam_event_last_seen_timestamp_seconds';
  expect(lines(name).sort()).toEqual([
    `${name}{user="",event="sign_in_failed"} ${(now - 60_000) / 1000}`,
    `${name}{user="<root_account>",event="root_sign_in"} ${(now - 5 * HOUR) / 1000}`,
    `${name}{user="mallory",event="user_created"} ${(now - 60_000) / 1000}`,
  ]);
});

test('a sign-in as root five hours before the start is a finding, and so is a user whom no report has yet', () => {
  const found = lines('aws_iam_finding_event_timestamp_seconds').map(
    (line) => /user="(?<user>[^"]*)".*check="(?<check>[^"]*)"/.exec(line)?.groups,
  );
  expect(found).toEqual([
    { user: '<root_account>', check: 'root-signed-in' },
    { user: 'mallory', check: 'user-created-by-user' },
  ]);
});

test('it says of each region how far it was looked through, and of one that is not enabled that it was not', () => {
  const complete = [
    ...page.matchAll(/^iam_credential_exporter_activity_complete\{.*region="(?<region>[^"]*)".*\} (?<value>.)$/gm),
  ];
  expect(Object.fromEntries(complete.map(({ groups }) => [groups?.region, groups?.value]))).toEqual({
    ...Object.fromEntries(REGIONS.map((region) => [region, '1'])),
    'eu-north-1': '0',
  });
  const watermarks = page.match(/^iam_credential_exporter_activity_watermark_timestamp_seconds\{.*$/gm) ?? [];
  // Elsewhere what is slow waits for the second sweep.
  expect(watermarks).toEqual([expect.stringContaining('region="us-east-1"')]);
});

test('the log says why, once', () => {
  const said = exporter.logs().filter(({ msg }) => msg === 'not all events of these regions could be read');
  expect(said).toEqual([
    expect.objectContaining({
      account: 'own',
      regions: { 'eu-north-1': expect.stringContaining('the account has not enabled this region') },
    }),
  ]);
});
