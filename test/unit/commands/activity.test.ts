/** What `activity` finds in the event history, how far it says that it looked, and with which code it ends. */
import { beforeEach, expect, test } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import { readCommandLine } from '../../../src/cli/command-line.ts';
import { activity } from '../../../src/commands/activity.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import * as records from '../../support/cloudtrail-records.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { GivenEvent } from '../../support/fake-aws/lookup-envelope.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { at } from '../../support/model-values.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { goodConfig } from '../config/read.ts';
import { runAwsCommand } from './aws-command.ts';

const { ACCOUNT, OTHER_ACCOUNT } = records;
const NOW = at('2026-11-25T10:00:00Z');
/** The shortest one is that of the credential chain. */
const DEADLINE_MS = 30_000;
const CONFIG = `accounts:
  - { name: production, roleArn: "arn:aws:iam::${ACCOUNT}:role/exporter" }
  - { name: sandbox, roleArn: "arn:aws:iam::${OTHER_ACCOUNT}:role/exporter" }
  - { name: audit, reportFile: audit.csv }`;

let fake: FakeAws;
beforeEach(async () => {
  fake = await startFakeAwsForTest({
    accounts: [
      { accountId: ACCOUNT, csv: '' },
      { accountId: OTHER_ACCOUNT, csv: '' },
    ],
    now: () => NOW * 1000,
  });
  setAwsEnvironment(fake.url);
  setEvents([
    records.iamCall('CreateAccessKey', { userName: 'bob' }, { eventTime: '2026-11-24T09:00:00Z' }),
    records.record({ eventName: 'ListUsers', eventTime: '2026-11-24T10:00:00Z' }),
    records.record({ userIdentity: records.userIdentity({ userName: 'mallory' }) }),
    records.record({ eventTime: '2026-11-10T10:00:00Z' }),
  ]);
});

function setEvents(events: readonly records.CloudTrailRecord[], accountId = ACCOUNT): void {
  fake.setLive(accountId, { events: events as readonly GivenEvent[] });
}

function run(...args: string[]) {
  const read = readCommandLine({
    args: ['activity', ...args],
    environment: {},
    version: '',
    writeOut: () => undefined,
    writeError: (text) => {
      throw new Error(text);
    },
  });
  if (read.command !== 'activity') throw new Error('is another command');
  const stop = new AbortController().signal;
  const atEnd = (): void => undefined;
  return runAwsCommand(
    (outside) => activity({ ...outside, stop, atEnd }, goodConfig(CONFIG), read.options),
    undefined,
    new PassingClock('2026-11-25T10:00:00Z', DEADLINE_MS),
  );
}

const PRODUCTION = ['--account', 'production', '--region', 'us-east-1'];

test('lists what a user did, the oldest event first, and what was looked through', async () => {
  const { code, out, error } = await run('--user', 'eve', ...PRODUCTION);
  expect(out.split('\n').map((line) => line.replace(/ {2,}/g, ' | '))).toEqual([
    'TIME | ACCOUNT | REGION | SERVICE | EVENT | CALLER | FROM | WITH | ERROR | TARGETS',
    '2026-11-24 09:00:00 | production | us-east-1 | iam | CreateAccessKey | eve | 198.51.100.7 | aws-cli/2.30.1 | user:bob',
    '2026-11-24 10:00:00 | production | us-east-1 | iam | ListUsers | eve | 198.51.100.7 | aws-cli/2.30.1',
    'Looked through to the end: production, in us-east-1, 2026-11-18 10:00:00 to 2026-11-25 10:00:00 UTC',
    expect.stringMatching(/^The event history cannot be asked for sessions of GetFederationToken/),
    'Events of the last 15 minutes may still come.',
    '',
  ]);
  expect({ code, error }).toEqual({ code: 0, error: '' });
});

test('says that there is nothing only after a search that came to its end', async () => {
  const { code, out } = await run('--user', 'nobody', ...PRODUCTION);
  expect(out).toMatch(/^No such event\. /);
  expect(code).toBe(1);
});

test('asks all regions that the account has enabled', async () => {
  fake.setLive(ACCOUNT, {
    regions: [
      { RegionName: 'eu-north-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
      { RegionName: 'me-south-1', RegionOptStatus: 'DISABLED' },
      { RegionName: 'us-east-1', RegionOptStatus: 'ENABLED_BY_DEFAULT' },
    ],
  });
  const { code, out } = await run('--user', 'nobody', '--account', 'production');
  expect(out).toContain('Looked through to the end: production, in eu-north-1, us-east-1, ');
  expect(code).toBe(1);
});

test.each([
  ['denied', faults.accessDenied, 'access_denied: '],
  ['throttled', faults.throttling, 'throttled: '],
])('a region that is %s is incomplete, and never nothing', async (_case, fault, reason) => {
  fake.always(ACCOUNT, 'LookupEvents', fault);
  const { code, out } = await run('--user', 'eve', ...PRODUCTION);
  expect(out).toMatch(/^No such event was found, but the search is NOT complete\.\n/);
  expect(out).toContain(`NOT looked through to the end: production, in us-east-1, `);
  expect(out).toContain(reason);
  expect(code).toBe(3);
});

test('an account that does not list its regions is told how to go on, and the other one is searched', async () => {
  fake.always(ACCOUNT, 'ListRegions', faults.accessDenied);
  const { code, error, out } = await run('--user', 'eve');
  expect(error).toMatch(/^production: access_denied: .*: let it list its regions, or name some with --region$/m);
  expect(out).toContain('Looked through to the end: sandbox, ');
  expect(code).toBe(3);
});

test('an account that nobody may enter is not passed over', async () => {
  fake.always(OTHER_ACCOUNT, 'AssumeRole', faults.accessDenied);
  const { code, error } = await run('--user', 'eve', '--region', 'us-east-1', '--account', 'sandbox');
  expect(error + (await run('--user', 'eve', '--account', 'sandbox')).error).toContain('sandbox');
  expect(code).toBe(3);
});

test('a call across two accounts is one event', async () => {
  setEvents([records.assumeRole()]);
  setEvents([records.assumeRoleThere()], OTHER_ACCOUNT);
  const { out } = await run('--event', 'AssumeRole', '--region', 'us-east-1', '--output', 'json');
  const { events } = JSON.parse(out) as { events: { principal_kind: string; account_name: string }[] };
  expect(events).toMatchObject([{ principal_kind: 'user', account_name: 'production' }]);
});

test('a record that is no event makes the search incomplete', async () => {
  setEvents([records.record({ eventID: undefined })]);
  const { code, error } = await run('--user', 'eve', ...PRODUCTION);
  expect(error).toBe('production: 1 record could not be read: without-id\n');
  expect(code).toBe(3);
});

test('prints the records themselves, without the credentials in them', async () => {
  setEvents([records.assumeRole({ recipientAccountId: ACCOUNT })]);
  const { out, error } = await run('--user', 'eve', '--raw', ...PRODUCTION);
  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => (JSON.parse(line) as { eventName: string }).eventName),
  ).toEqual(['AssumeRole']);
  expect(out).not.toContain(records.SESSION_TOKEN);
  expect(error).toContain('Looked through to the end: production');
});

test('ninety days are what the event history has, though some seconds pass meanwhile', async () => {
  const { code } = await run('--user', 'eve', '--since', '90d', ...PRODUCTION);
  expect(code).toBe(0);
});

test('CSV is for programs: what was looked through is on standard error', async () => {
  const { out, error } = await run('--user', 'eve', '--output', 'csv', ...PRODUCTION);
  expect(out.trimEnd().split('\n')).toHaveLength(3);
  expect(error).toMatch(/^Looked through to the end: /);
});

test.each([
  [['--account', 'prodution'], '--account: there is no account prodution: did you mean production?\n'],
  [
    ['--account', 'audit'],
    'no account that AWS is asked about is chosen: a report file has no record of what was done\n',
  ],
])('%j is a wrong question', async (args, problem) => {
  const { code, error } = await run('--root', ...args);
  expect({ code, error }).toEqual({ code: 2, error: problem });
});
