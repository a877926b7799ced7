/** What a table of Athena answers, what it may cost, and how far it is known to be whole. */
import { expect, test } from '@jest/globals';
import { readEvent } from '../../../../src/activity/read-event.ts';
import type { ActivityQuestion } from '../../../../src/model/activity-source.ts';
import type { AthenaTable } from '../../../../src/model/athena-table.ts';
import { createAthenaSource } from '../../../../src/sources/aws/activity-athena.ts';
import type { AthenaLimits } from '../../../../src/sources/aws/athena-table.ts';
import { CLOUDTRAIL_COLUMNS, rowsOf } from '../../../support/athena-table.ts';
import {
  ACCOUNT,
  assumeRole,
  type CloudTrailRecord,
  consoleLogin,
  iamCall,
  record,
  roleIdentity,
  rootIdentity,
  serviceEvent,
  userSessionIdentity,
} from '../../../support/cloudtrail-records.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { type AthenaOptions, FakeAthena } from '../../../support/fake-aws/athena.ts';
import { delay, faults } from '../../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../../support/fake-aws/server.ts';
import { reportCsv } from '../../../support/report-csv.ts';
import { type Searched, searchActivity } from './search-activity.ts';

const FROM = Date.parse('2026-11-24T00:00:00Z') / 1000;
const TO = Date.parse('2026-11-24T12:00:00Z') / 1000;
const QUESTION: ActivityQuestion = { subject: { of: 'user', name: 'eve' }, events: [], from: FROM, to: TO };
const MEBI = 1024 * 1024;

const TABLE: AthenaTable = {
  catalog: 'AwsDataCatalog',
  database: 'audit',
  table: 'cloudtrail',
  workGroup: 'primary',
  region: 'eu-central-1',
  account: 'audit',
  partitions: { date: ['timestamp'] },
};
const GIVEN = { columns: CLOUDTRAIL_COLUMNS, partitionKeys: { timestamp: 'string' } };
const LIMITS: AthenaLimits = { maxScan: 100 * MEBI, unpartitioned: false };

/** Account, region, newest and oldest record, as the table knows them at both ends of the question. */
type Newest = readonly [account: string, region: string, newest: string, oldest: string];
const WHOLE: readonly Newest[] = [[ACCOUNT, 'us-east-1', '2026-11-24T11:59:00Z', '2026-11-24T00:01:00Z']];

interface Started {
  readonly fake: FakeAws;
  readonly athena: FakeAthena;
}

async function start(
  records: readonly CloudTrailRecord[],
  more: Partial<AthenaOptions> & { readonly newest?: readonly Newest[]; readonly oldest?: readonly Newest[] } = {},
): Promise<Started> {
  const { newest = WHOLE, oldest = WHOLE, ...options } = more;
  const athena = new FakeAthena({
    tables: { 'audit.cloudtrail': GIVEN },
    workGroups: { primary: 50 * MEBI },
    answer({ sql, parameters }) {
      if (!sql.endsWith('GROUP BY 1, 2')) return { ...rowsOf(sql, records), scannedBytes: 5_000 };
      const rows = parameters.includes(`'2026-11-24T11:00:00Z'`) ? newest : oldest;
      return { columns: ['account', 'region', 'newest', 'oldest'], rows, scannedBytes: 100 };
    },
    ...options,
  });
  const fake = await startFakeAwsForTest({
    accounts: [{ accountId: ACCOUNT, csv: reportCsv(ACCOUNT), athena }],
  });
  setAwsEnvironment(fake.url);
  return { fake, athena };
}

async function ask(
  {
    table = TABLE,
    limits = LIMITS,
    ...question
  }: Partial<ActivityQuestion> & { table?: AthenaTable; limits?: Partial<AthenaLimits> } = {},
  signal?: AbortSignal,
): Promise<Searched> {
  return searchActivity(
    (access, waiting) => createAthenaSource(access, table, { ...LIMITS, ...limits }, waiting),
    { ...QUESTION, ...question },
    signal,
  );
}

test('a record is read from a row as it is read from CloudTrail', async () => {
  const records = [
    record(),
    record({ userIdentity: userSessionIdentity('true'), errorCode: 'AccessDenied', readOnly: false }),
    record({ userIdentity: roleIdentity() }),
    record({ userIdentity: rootIdentity() }),
    iamCall(
      'CreateAccessKey',
      { userName: 'bob' },
      { responseElements: { accessKey: { accessKeyId: 'AKIAYS2Z7ODMXEXAMPL2' } } },
    ),
    consoleLogin('No'),
    assumeRole(),
    serviceEvent(),
  ];
  await start(records);
  const { records: rebuilt } = await ask();

  expect(rebuilt.map(readEvent)).toEqual(records.map(readEvent));
  expect(rebuilt.map(readEvent).every(({ ok }) => ok)).toBe(true);
});

test('the query runs in the work group, catalog and database of the configuration, and says what it scanned', async () => {
  const { athena } = await start([record()], { looks: 3 });
  const { progress, waits, coverage } = await ask();

  expect(athena.queries).toHaveLength(3);
  expect(athena.queries[0]).toMatchObject({ workGroup: 'primary', catalog: 'AwsDataCatalog', database: 'audit' });
  expect(progress).toMatchObject({ records: 1, scannedBytes: 5_200, throttled: 0 });
  expect(waits.slice(0, 3)).toEqual([500, 1_000, 2_000]);
  expect(coverage).toEqual([{ accountId: ACCOUNT, region: 'us-east-1', from: FROM, to: TO - 60 }]);
});

test('all pages are read, and the names of the columns are no record', async () => {
  const records = Array.from({ length: 25 }, () => record());
  await start(records, { pageSize: 10 });

  expect((await ask()).ids).toEqual(records.map(({ eventID }) => eventID));
});

test.each<[string, Parameters<typeof ask>[0], Partial<AthenaOptions>, RegExp]>([
  ['no column says the day', { table: { ...TABLE, partitions: {} } }, {}, /would read every file/],
  ['the work group has no limit', {}, { workGroups: { primary: undefined } }, /does not limit how much/],
  [
    'the limit of the work group is too high',
    {},
    { workGroups: { primary: 200 * MEBI } },
    /lets a query scan 200MB: limit it to 100MB/,
  ],
  ['there is no such work group', {}, { workGroups: { other: 1 } }, /InvalidRequestException/],
  ['there is no such table', {}, { tables: {} }, /AWS knows no such table .*: look at athena of the configuration/],
  [
    'the table is another one',
    {},
    { tables: { 'audit.cloudtrail': { columns: { time: 'bigint' } } } },
    /is none of CloudTrail/,
  ],
  [
    'the table is not partitioned so',
    {},
    { tables: { 'audit.cloudtrail': { columns: CLOUDTRAIL_COLUMNS, partitionKeys: { year: 'string' } } } },
    /is not partitioned by timestamp/,
  ],
  ['a name cannot be asked for', { subject: { of: 'user', name: `eve' OR 'x' = 'x` } }, {}, /other characters/],
])('nothing is scanned where %s', async (_why, asked, options, problem) => {
  const { athena } = await start([record()], options);
  const { ids, coverage } = await ask(asked);

  expect(ids).toEqual([]);
  expect(coverage).toEqual([{ from: FROM, to: TO, incomplete: expect.stringMatching(problem) }]);
  expect(coverage[0]?.incomplete).toMatch(/^configuration: /);
  expect(athena.queries).toEqual([]);
});

test('who says so reads a table without partitions, and in a work group without a limit', async () => {
  await start([record()], {
    workGroups: { primary: undefined },
    tables: { 'audit.cloudtrail': { columns: CLOUDTRAIL_COLUMNS } },
  });
  const { ids } = await ask({
    table: { ...TABLE, partitions: {} },
    limits: { maxScan: undefined, unpartitioned: true },
  });

  expect(ids).toHaveLength(1);
});

test.each<[string, string]>([
  [`HIVE_BAD_DATA: Field 'eve' of a record with a token`, 'Athena ended the query as FAILED: HIVE_BAD_DATA'],
  [
    'Bytes scanned limit was exceeded',
    'Athena ended the query as FAILED: it would have scanned more than the work group allows',
  ],
  [`line 1:8: Column 'eve' cannot be resolved`, 'Athena ended the query as FAILED'],
])('a query that fails is incomplete, without words of the query: %s', async (reason, said) => {
  await start([], {
    answer: () => {
      throw new Error(reason);
    },
  });

  expect((await ask()).coverage).toEqual([{ from: FROM, to: TO, incomplete: `service: ${said}` }]);
});

test('no record at either end is incomplete, as a table that does not know a region answers the same', async () => {
  await start([], { newest: [], oldest: [] });
  const { coverage } = await ask({ accountId: ACCOUNT, regions: ['eu-west-1'] });

  expect(coverage).toMatchObject([{ accountId: ACCOUNT, region: 'eu-west-1', from: FROM, to: TO }]);
  expect(coverage[0]?.incomplete).toMatch(/no record from the hour before .*; the table has no record of it/);
});

test('without any row and any region asked for, all is incomplete', async () => {
  await start([], { newest: [] });

  expect((await ask()).coverage).toMatchObject([
    { from: FROM, to: TO, incomplete: expect.stringMatching(/of any region/) },
  ]);
});

test('a newest record whose time nobody can read shows nothing', async () => {
  await start([record()], { newest: [[ACCOUNT, 'us-east-1', 'soon', 'late']] });

  expect((await ask()).coverage).toMatchObject([{ region: 'us-east-1', from: FROM, to: TO }]);
  expect((await ask()).coverage[0]?.incomplete).toMatch(/no record of it/);
});

test('a region of which records were found, and none of the last hour, is incomplete', async () => {
  await start([record({ awsRegion: 'eu-west-1' })]);
  const { coverage } = await ask();

  expect(coverage.map(({ region, incomplete }) => [region, incomplete === undefined])).toEqual([
    ['eu-west-1', false],
    ['us-east-1', true],
  ]);
});

test('AWS that throttles is waited for', async () => {
  const { fake } = await start([record()]);
  // The retries of the SDK wait by the clock of the machine.
  process.env.AWS_MAX_ATTEMPTS = '1';
  fake.script(ACCOUNT, 'StartQueryExecution', [faults.throttling]);
  const { ids, progress } = await ask();

  expect(ids).toHaveLength(1);
  expect(progress?.throttled).toBe(2);
});

test('a query whose start was answered late is not started twice', async () => {
  const { fake, athena } = await start([record()]);
  fake.script(ACCOUNT, 'StartQueryExecution', [faults.cutInBody]);

  expect((await ask()).ids).toHaveLength(1);
  expect(athena.queries).toHaveLength(3);
});

test('an abort stops the query', async () => {
  const aborted = new AbortController();
  const { fake, athena } = await start([record()], { looks: 1_000 });
  const asked = ask({}, aborted.signal);
  while (fake.count('GetQueryExecution') < 3) await new Promise((resolve) => setImmediate(resolve));
  aborted.abort(new Error('enough'));

  await expect(asked).rejects.toThrow('enough');
  expect(athena.queries.map(({ stopped }) => stopped)).toEqual([true]);
});

test('an abort while a query is being started stops it too', async () => {
  const aborted = new AbortController();
  const { fake, athena } = await start([record()], { looks: 1_000 });
  fake.always('*', 'StartQueryExecution', delay(20));
  const asked = ask({}, aborted.signal);
  while (fake.count('StartQueryExecution') === 0) await new Promise((resolve) => setImmediate(resolve));
  aborted.abort(new Error('enough'));

  await expect(asked).rejects.toThrow('enough');
  expect(athena.queries.map(({ stopped }) => stopped)).toEqual([true]);
});
