/** What a log group of CloudTrail answers, and how far it is known to be whole. */
import { expect, test } from '@jest/globals';
import type { ActivityQuestion } from '../../../../src/model/activity-source.ts';
import { createLogsSource } from '../../../../src/sources/aws/activity-logs.ts';
import {
  ACCOUNT,
  type CloudTrailRecord,
  consoleLogin,
  federatedUserIdentity,
  iamCall,
  LONG_TERM_KEY,
  OTHER_ACCOUNT,
  record,
  roleIdentity,
  rootIdentity,
  USER_ISSUER,
  userIdentity,
} from '../../../support/cloudtrail-records.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { type Fault, faults, wireError } from '../../../support/fake-aws/faults.ts';
import type { GivenLogGroup } from '../../../support/fake-aws/log-groups.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../../support/fake-aws/server.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { type Searched, searchActivity } from './search-activity.ts';

const REGION = 'eu-central-1';
const ARN = `arn:aws:logs:${REGION}:${ACCOUNT}:log-group:cloudtrail`;
const FROM = Date.parse('2026-11-24T00:00:00Z') / 1000;
const TO = Date.parse('2026-11-24T12:00:00Z') / 1000;
const EVERYBODY: ActivityQuestion = { subject: { of: 'anybody' }, events: [], from: FROM, to: TO };

/** A record at so many minutes after the beginning of the question. */
function at(minutes: number, values: CloudTrailRecord = {}): CloudTrailRecord {
  return record({ eventTime: new Date((FROM + minutes * 60) * 1000).toISOString().replace('.000', ''), ...values });
}

/** One that nobody asked for, at the beginning and at the end: the log group reaches as far as the question. */
const BOTH_ENDS = [at(0, { userIdentity: roleIdentity() }), at(719, { userIdentity: roleIdentity() })];

/** CloudTrail writes them five minutes later. */
async function startGroup(records: readonly CloudTrailRecord[], more: Partial<GivenLogGroup> = {}): Promise<FakeAws> {
  const lines = records.map((record) => ({
    timestamp: Date.parse(String(record.eventTime)) + 5 * 60_000,
    message: JSON.stringify(record),
  }));
  const fake = await startFakeAwsForTest({
    accounts: [{ accountId: ACCOUNT, csv: reportCsv(ACCOUNT), logGroups: [{ arn: ARN, lines, ...more }] }],
  });
  setAwsEnvironment(fake.url);
  return fake;
}

async function ask(question: Partial<ActivityQuestion> = {}, signal?: AbortSignal): Promise<Searched> {
  const group = { arn: ARN, region: REGION, account: 'audit' };
  return searchActivity(
    (access, waiting) => createLogsSource(access, group, waiting),
    { ...EVERYBODY, ...question },
    signal,
  );
}

function idsOf(records: readonly CloudTrailRecord[]): string[] {
  return records.map(({ eventID }) => String(eventID));
}

test('the events of a user are hers, also as a federated user, in whichever region, and no longer names are taken', async () => {
  const hers = [
    at(10),
    at(20, { awsRegion: 'eu-west-1' }),
    at(30, { userIdentity: federatedUserIdentity(USER_ISSUER) }),
    consoleLogin('Yes', { eventTime: '2026-11-24T01:00:00Z' }),
  ];
  const others = [
    at(10, { userIdentity: userIdentity({ userName: 'evelyn' }) }),
    at(10, { userIdentity: rootIdentity() }),
  ];
  await startGroup([...others, ...hers, ...BOTH_ENDS]);

  expect((await ask({ subject: { of: 'user', name: 'eve' } })).ids).toEqual(idsOf(hers));
});

test('the events of a role are those of its sessions, by its name or by its ARN', async () => {
  const deploy = at(10, { userIdentity: roleIdentity() });
  const issuer = { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/other/deploy`, userName: 'deploy' };
  const namesake = at(20, { userIdentity: roleIdentity({ sessionContext: { sessionIssuer: issuer } }) });
  const longer = at(30, {
    userIdentity: roleIdentity({
      arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployment/build-7`,
      sessionContext: { sessionIssuer: { type: 'Role', userName: 'deployment' } },
    }),
  });
  const withoutIssuer = at(40, { userIdentity: roleIdentity({ sessionContext: undefined }) });
  await startGroup([deploy, namesake, longer, withoutIssuer, at(0), at(719)]);

  const byName = await ask({ subject: { of: 'role', name: 'deploy' } });
  const byArn = await ask({ subject: { of: 'role', name: 'deploy', arn: `arn:aws:iam::${ACCOUNT}:role/ci/deploy` } });

  expect(byName.ids).toEqual(idsOf([deploy, namesake, withoutIssuer]));
  expect(byArn.ids).toEqual(idsOf([deploy, withoutIssuer]));
});

test('the events of a key are those that were made with it', async () => {
  const other = at(20, { userIdentity: userIdentity({ accessKeyId: 'AKIAYS2Z7ODMXOTHERKE' }) });
  const used = at(10);
  await startGroup([used, other, ...BOTH_ENDS]);

  expect((await ask({ subject: { of: 'key', id: LONG_TERM_KEY } })).ids).toEqual(idsOf([used]));
});

test('what was done to a user is found by whom it was done, also by herself', async () => {
  const root = { userIdentity: rootIdentity() };
  const changed = [
    at(10, { ...root, eventName: 'DeleteLoginProfile', requestParameters: { userName: 'eve' } }),
    at(20, {
      ...root,
      eventName: 'AttachUserPolicy',
      requestParameters: { userName: 'eve', policyArn: 'arn:aws:iam::aws:policy/X' },
    }),
    at(30, { eventName: 'CreateAccessKey', requestParameters: null }),
  ];
  const other = iamCall('DeleteUser', { userName: 'bob' }, { eventTime: '2026-11-24T01:00:00Z', ...root });
  await startGroup([...changed, other, ...BOTH_ENDS]);

  expect([...new Set((await ask({ subject: { of: 'target', name: 'eve' } })).ids)].sort()).toEqual(idsOf(changed));
});

test('what was done with data is left out, as the event history does not have it', async () => {
  const data = at(10, { eventName: 'GetObject', managementEvent: false, eventCategory: 'Data' });
  await startGroup([data, ...BOTH_ENDS]);

  expect((await ask()).ids).toEqual(idsOf(BOTH_ENDS));
});

test('both ends of the time count, by when it happened and not by when CloudTrail wrote it', async () => {
  const within = [at(0), at(720)];
  await startGroup([at(-1), ...within, at(721)]);

  expect((await ask()).ids).toEqual(idsOf(within));
});

test('only the account and the regions that are asked for are searched', async () => {
  const meant = at(10, { awsRegion: 'eu-west-1' });
  await startGroup([
    meant,
    at(10),
    at(10, { awsRegion: 'eu-west-1', recipientAccountId: OTHER_ACCOUNT }),
    at(719, { awsRegion: 'eu-west-1' }),
    at(0),
  ]);

  const { ids, coverage } = await ask({
    accountId: ACCOUNT,
    regions: ['eu-west-1'],
    subject: { of: 'user', name: 'eve' },
  });

  expect(ids[0]).toBe(meant.eventID);
  expect(ids).toHaveLength(2);
  expect(coverage).toEqual([{ accountId: ACCOUNT, region: 'eu-west-1', from: FROM, to: FROM + 719 * 60 }]);
});

test('a line that is no record is handed on, to be counted by who reads it', async () => {
  await startGroup(BOTH_ENDS);
  const { records } = await ask();

  expect(records).toHaveLength(2);
});

test('pages go on over empty ones to the last', async () => {
  const records = Array.from({ length: 25 }, (_, index) => at(index));
  const fake = await startGroup([...records, ...BOTH_ENDS.slice(1)], { pageSize: 10, emptyPages: 2 });
  const { ids, progress } = await ask();

  expect(new Set(ids).size).toBe(26);
  expect(progress).toMatchObject({ records: 26, requests: fake.count('FilterLogEvents'), throttled: 0 });
});

test('AWS that throttles is waited for, and the answer is the same', async () => {
  const fake = await startGroup(BOTH_ENDS);
  // The retries of the SDK wait by the clock of the machine.
  process.env.AWS_MAX_ATTEMPTS = '1';
  fake.script(ACCOUNT, 'FilterLogEvents', [faults.throttling]);
  const { ids, progress, waits, coverage } = await ask();

  expect(ids).toEqual(idsOf(BOTH_ENDS));
  expect(waits).toEqual([2000]);
  expect(progress?.throttled).toBe(2);
  expect(coverage[0]).not.toHaveProperty('incomplete');
});

test.each<[string, Fault]>([
  ['access_denied', faults.accessDenied],
  ['configuration', wireError('ResourceNotFoundException', 400)],
  ['service', { kind: 'without', member: 'events' }],
  ['throttled', faults.throttling],
])('what cannot be read is incomplete: %s', async (reason, fault) => {
  const fake = await startGroup(BOTH_ENDS);
  process.env.AWS_MAX_ATTEMPTS = '1';
  fake.always(ACCOUNT, 'FilterLogEvents', fault);
  const { ids, coverage } = await ask();

  expect(ids).toEqual([]);
  expect(coverage).toEqual([{ from: FROM, to: TO, incomplete: expect.stringMatching(`^${reason}: `) }]);
});

test('a failure on the way is incomplete, and what came before it counts', async () => {
  const fake = await startGroup([at(0), at(1), at(719)], { pageSize: 1 });
  fake.script(ACCOUNT, 'FilterLogEvents', [faults.none, faults.accessDenied]);
  const { ids, coverage } = await ask({ regions: ['us-east-1', 'eu-west-1'] });

  expect(ids).toHaveLength(1);
  expect(coverage.map(({ region, incomplete }) => [region, incomplete?.slice(0, 13)])).toEqual([
    ['us-east-1', 'access_denied'],
    ['eu-west-1', 'access_denied'],
  ]);
});

test('a name that cannot be asked for is incomplete, and AWS is not asked', async () => {
  const fake = await startGroup(BOTH_ENDS);
  const { coverage } = await ask({ subject: { of: 'user', name: 'eve" || $.x = "' } });

  expect(coverage[0]?.incomplete).toMatch(/^configuration: /);
  expect(fake.requests).toEqual([]);
});

test('an abort ends the search with its reason', async () => {
  const fake = await startGroup(BOTH_ENDS);
  fake.always(ACCOUNT, 'FilterLogEvents', faults.hang);
  const aborted = new AbortController();
  const asked = ask({}, aborted.signal);
  while (fake.count('FilterLogEvents') === 0) await new Promise((resolve) => setImmediate(resolve));
  aborted.abort(new Error('enough'));

  await expect(asked).rejects.toThrow('enough');
});
