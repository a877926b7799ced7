/** A start that finds what the watch has seen before, while CloudTrail refuses; and how the watch goes on once it answers. */
import { readdir } from 'node:fs/promises';
import { beforeAll, expect, test } from '@jest/globals';
import { faults } from '../support/fake-aws/faults.ts';
import type { FakeAws } from '../support/fake-aws/server.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { rootSignIn } from '../support/root-sign-in.ts';
import { watermarkOf } from './support/activity-events.ts';
import { type AwsExporter, knownReportOf, linesAbout, ownValue, startAwsExporter } from './support/aws-exporter.ts';
import { startFake } from './support/fake-aws.ts';
import { factUp, on, untilPage } from './support/further-facts.ts';
import { createMovableClock } from './support/movable-clock.ts';

const ACCOUNT = '111111111111';
const HOUR = 3_600_000;
const OVERLAP = 15 * 60;
/** The watch asks a region once a second. */
const SWEEP_MS = 60_000;

let fake: FakeAws;
let before: string;
let ready: string;
let refused: string;
let exporter: AwsExporter;
/** In Unix seconds, of the first look after CloudTrail answers again. */
let firstLook: { readonly StartTime?: unknown } | undefined;

beforeAll(async () => {
  const now = Math.floor(Date.now() / 1000) * 1000;
  const csv = knownReportOf(ACCOUNT, now - HOUR);
  const events = [rootSignIn(ACCOUNT, now - 5 * HOUR)];
  fake = await startFake({ accounts: [{ accountId: ACCOUNT, csv, generatedTime: now - HOUR, events }] });
  const clock = await createMovableClock();
  const folder = await temporaryFolder();
  const start = () =>
    startAwsExporter(
      fake,
      { accounts: [{ name: 'own' }], facts: { activity: on } },
      { args: [`--storage.path=${folder}`], env: clock.env },
    );
  const first = await start();
  before = await untilPage(first, 'the first sweep has ended', (page) => watermarkOf(page, 'own') !== undefined);
  await first.process.until('it is stored', async () => {
    const names = await readdir(folder);
    return names.some((name) => name.endsWith('.activity')) || undefined;
  });
  await first.process.stop('SIGKILL');

  fake.always('*', 'LookupEvents', faults.accessDenied);
  exporter = await start();
  await exporter.process.until('ready', async () => (await exporter.status('/-/ready')) === 200 || undefined);
  ready = await exporter.page();
  refused = await untilPage(exporter, 'the watch was refused', (page) => factUp(page, 'own', 'activity') === 0);

  fake.clear();
  const asked = fake.requests.length;
  // What has failed once is tried again within two minutes.
  await clock.advance(exporter.process.pid, 130_000);
  const lookUps = () => fake.requests.slice(asked).filter(({ operation }) => operation === 'LookupEvents');
  await exporter.process.until(
    'the home region is asked again',
    () => (firstLook = lookUps().find(({ signingRegion }) => signingRegion === 'us-east-1')?.input),
  );
}, SWEEP_MS + 60_000);

const ofEvents = (page: string) =>
  linesAbout(page, ACCOUNT).filter((line) =>
    /^aws_iam_event_|check="(root-signed-in|user-created-by-user)"/.test(line),
  );

test('as soon as it is ready the event, its finding and all counts are on the page as they were', () => {
  expect(ofEvents(ready)).toEqual(ofEvents(before));
  const said = ofEvents(ready).join('\n');
  expect(said).toMatch(/^aws_iam_event_last_seen_timestamp_seconds\{.*event="root_sign_in"\}/m);
  expect(said).toMatch(/^aws_iam_finding\{.*check="root-signed-in"/m);
  expect(said).toMatch(/^aws_iam_check_findings\{.*check="root-signed-in".*status="open"\} 1$/m);
  expect(said).toMatch(/^aws_iam_check_findings\{.*check="user-created-by-user".*status="unknown"\} 0$/m);
  expect(watermarkOf(ready, 'own')).toBe(watermarkOf(before, 'own'));
});

test('the refusal shows, and ends nothing', () => {
  const errors = 'refresh_errors_total{account_name="own",fact="activity",reason="access_denied"}';
  expect(ownValue(refused, errors)).toBe(1);
  expect(ofEvents(refused)).toEqual(ofEvents(before));
  expect(exporter.logs().filter(({ level }) => level === 'warn')).toEqual([
    expect.objectContaining({
      account: 'own',
      fact: 'activity',
      reason: 'access_denied',
      msg: expect.stringContaining('cloudtrail:LookupEvents'),
    }),
  ]);
});

test('the watch goes on from where it had stopped', () => {
  expect(firstLook?.StartTime).toBe((watermarkOf(before, 'own') ?? 0) - OVERLAP);
});
