/** The three sources give the same events of the same question, and those that DuckDB finds in the files of the trail. */
import { beforeEach, expect, test } from '@jest/globals';
import { withoutDoubles } from '../../../src/activity/doubles.ts';
import { type FoundEvent, searchActivity } from '../../../src/activity/search.ts';
import type { ActivityQuestion, ActivitySource, ActivitySubject } from '../../../src/model/activity-source.ts';
import { createAthenaSource } from '../../../src/sources/aws/activity-athena.ts';
import { createLogsSource } from '../../../src/sources/aws/activity-logs.ts';
import { createEventHistorySource } from '../../../src/sources/aws/event-history.ts';
import { createHistoryClients } from '../../../src/sources/aws/history-client.ts';
import { createPace } from '../../../src/sources/aws/pace.ts';
import { accessBy } from '../../support/account-access.ts';
import { CLOUDTRAIL_COLUMNS } from '../../support/athena-table.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import * as trail from '../../support/cloudtrail-records.ts';
import { FakeAthena } from '../../support/fake-aws/athena.ts';
import type { GivenEvent } from '../../support/fake-aws/lookup-envelope.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { reportCsv } from '../../support/report-csv.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { askDuckdb, writeTrailFiles } from '../support/athena-on-duckdb.ts';

const { ACCOUNT, OTHER_ACCOUNT } = trail;
const REGIONS = ['us-east-1', 'eu-west-1'];
const LOG_GROUP = { arn: `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:trail`, region: 'us-east-1', account: 'audit' };
const TABLE = {
  catalog: 'AwsDataCatalog',
  database: 'audit',
  table: 'cloudtrail',
  workGroup: 'primary',
  region: 'us-east-1',
  account: 'audit',
  partitions: { region: 'region', date: ['year', 'month', 'day'] },
} as const;
const FROM = '2026-11-24T00:00:00Z';
const TO = '2026-11-24T23:59:59Z';
const ROLE = `arn:aws:iam::${ACCOUNT}:role/ci/deploy`;

function at(time: string, values: trail.CloudTrailRecord = {}): trail.CloudTrailRecord {
  return trail.record({ eventTime: `2026-11-24T${time}Z`, ...values });
}

const namesake = trail.roleIdentity({
  sessionContext: {
    sessionIssuer: { type: 'Role', arn: `arn:aws:iam::${ACCOUNT}:role/other/deploy`, userName: 'deploy' },
  },
});
const longerRole = trail.roleIdentity({
  principalId: 'AROAYS2Z7ODMDEPLOYEXB:build-77',
  arn: `arn:aws:sts::${ACCOUNT}:assumed-role/deployment/build-77`,
  sessionContext: { sessionIssuer: { type: 'Role', arn: `${ROLE}ment`, userName: 'deployment' } },
});
const byRoot = { userIdentity: trail.rootIdentity() };
const RECORDS: readonly trail.CloudTrailRecord[] = [
  ...REGIONS.flatMap((awsRegion) => ['00:00:30', '23:58:00'].map((time) => at(time, { awsRegion }))),
  at('09:00:00', { userIdentity: trail.userSessionIdentity(), awsRegion: 'eu-west-1' }),
  at('09:01:00', { userIdentity: trail.userIdentity({ userName: 'evelyn', accessKeyId: 'AKIAYS2Z7ODMXEXAMPLF' }) }),
  at('09:02:00', { userIdentity: trail.federatedUserIdentity(trail.USER_ISSUER) }),
  at('09:03:00', { userIdentity: trail.federatedUserIdentity(trail.ROOT_ISSUER) }),
  at('09:04:00', { userIdentity: trail.roleIdentity() }),
  at('09:05:00', { userIdentity: namesake, awsRegion: 'eu-west-1' }),
  at('09:06:00', { userIdentity: longerRole }),
  at('09:07:00', { userIdentity: trail.roleIdentity({ sessionContext: undefined }) }),
  // A session that is called like the user.
  at('09:08:00', { userIdentity: trail.roleIdentity({ principalId: 'AROAYS2Z7ODMDEPLOYEXA:eve' }) }),
  at('09:09:00', byRoot),
  at('09:10:00', { userIdentity: trail.rootIdentity({ invokedBy: 'ec2.amazonaws.com' }) }),
  at('09:11:00', { ...byRoot, eventName: 'DeleteLoginProfile', requestParameters: { userName: 'eve' } }),
  at('09:12:00', { ...byRoot, eventName: 'DeleteUser', requestParameters: { userName: 'evelyn' } }),
  at('09:13:00', {
    eventName: 'CreateAccessKey',
    responseElements: { accessKey: { userName: 'eve', accessKeyId: 'AKIAYS2Z7ODMXEXAMPL2', status: 'Active' } },
  }),
  trail.consoleLogin('Yes', { eventTime: '2026-11-24T09:14:00Z' }),
  trail.failedConsoleLogin('Failed authentication', 'No', { eventTime: '2026-11-24T09:15:00Z' }),
  trail.assumeRole({ eventTime: '2026-11-24T09:16:00Z', awsRegion: 'eu-west-1' }),
  trail.assumeRoleThere({ eventTime: '2026-11-24T09:16:00Z' }),
  trail.serviceEvent({ eventTime: '2026-11-24T09:17:00Z' }),
  at('09:18:00', { eventName: 'GetObject', managementEvent: false, eventCategory: 'Data' }),
  at('09:19:00', { recipientAccountId: OTHER_ACCOUNT }),
  trail.record({ eventTime: '2026-11-23T23:59:59Z' }),
  trail.record({ eventTime: '2026-11-25T00:00:00Z' }),
];

/** Of each subject in the words of the record, for DuckDB over whole records. */
const TYPE = `record->>'$.userIdentity.type'`;
const ISSUER = `$.userIdentity.sessionContext.sessionIssuer`;
const QUESTIONS: readonly [ActivitySubject, string][] = [
  [
    { of: 'user', name: 'eve' },
    `(${TYPE} = 'IAMUser' AND record->>'$.userIdentity.userName' = 'eve') OR
     (${TYPE} = 'FederatedUser' AND record->>'${ISSUER}.type' = 'IAMUser' AND record->>'${ISSUER}.userName' = 'eve')`,
  ],
  [
    { of: 'role', name: 'deploy' },
    `${TYPE} = 'AssumedRole' AND split_part(record->>'$.userIdentity.arn', '/', 2) = 'deploy'`,
  ],
  [
    { of: 'role', name: 'deploy', arn: ROLE },
    `${TYPE} = 'AssumedRole' AND coalesce(record->>'${ISSUER}.arn' = '${ROLE}', record->>'$.userIdentity.arn' LIKE '%:assumed-role/deploy/%')`,
  ],
  [{ of: 'session', name: 'build-7' }, `record->>'$.userIdentity.principalId' LIKE 'AROA%:build-7'`],
  [{ of: 'key', id: trail.LONG_TERM_KEY }, `record->>'$.userIdentity.accessKeyId' = '${trail.LONG_TERM_KEY}'`],
  [
    { of: 'root' },
    `(${TYPE} = 'Root' AND record->>'$.userIdentity.invokedBy' IS NULL) OR record->>'${ISSUER}.type' = 'Root'`,
  ],
  [
    { of: 'target', name: 'eve' },
    `record->>'$.requestParameters.userName' = 'eve' OR record->>'$.responseElements.accessKey.userName' = 'eve'`,
  ],
  [{ of: 'anybody' }, 'true'],
];

/** The event history knows a federated user by the name of the session, and nothing of who asked for it: one finds what it did by that name. */
function isMissedByHistory({ of }: ActivitySubject, id: string): boolean {
  const { userIdentity } = RECORDS.find(({ eventID }) => eventID === id) ?? {};
  return (of === 'user' || of === 'root') && (userIdentity as trail.CloudTrailRecord).type === 'FederatedUser';
}

let sources: Readonly<Record<'events' | 'logs' | 'athena', ActivitySource>>;
let folder: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  writeTrailFiles(folder, RECORDS);
  const clock = new PassingClock('2026-11-30T12:00:00Z', 30_000);
  const athena = new FakeAthena({
    tables: {
      'audit.cloudtrail': {
        columns: CLOUDTRAIL_COLUMNS,
        partitionKeys: { region: 'string', year: 'string', month: 'string', day: 'string' },
      },
    },
    workGroups: { primary: 100_000_000 },
    answer: (query) => askDuckdb(folder, query),
  });
  const lines = RECORDS.map((record) => ({
    timestamp: Date.parse(String(record.eventTime)) + 600_000,
    message: JSON.stringify(record),
  }));
  const fake = await startFakeAwsForTest({
    accounts: [
      {
        accountId: ACCOUNT,
        csv: reportCsv(ACCOUNT),
        events: RECORDS.filter(({ recipientAccountId }) => recipientAccountId === ACCOUNT) as GivenEvent[],
        logGroups: [{ arn: LOG_GROUP.arn, lines, pageSize: 5, emptyPages: 1 }],
        athena,
      },
    ],
    now: () => clock.now(),
  });
  setAwsEnvironment(fake.url);
  const access = accessBy(clock)({ source: 'aws', name: 'audit', owner: '' });
  const waiting = { clock, random: () => 0 };
  sources = {
    events: createEventHistorySource({
      access,
      historyOf: createHistoryClients(),
      accountName: 'audit',
      accountId: ACCOUNT,
      regions: REGIONS,
      pace: createPace(2, clock),
      inPlace: (_account, call) => call(),
      ...waiting,
    }),
    logs: createLogsSource(access, LOG_GROUP, waiting),
    athena: createAthenaSource(access, TABLE, { maxScan: 100_000_000, unpartitioned: false }, waiting),
  };
});

async function ask(source: ActivitySource, subject: ActivitySubject): Promise<{ ids: string[]; problems: string[] }> {
  const question: ActivityQuestion = {
    subject,
    events: [],
    from: Date.parse(FROM) / 1000,
    to: Date.parse(TO) / 1000,
    accountId: ACCOUNT,
    regions: REGIONS,
  };
  const found = searchActivity(source, question, { signal: new AbortController().signal });
  const events: FoundEvent[] = [];
  for await (const each of found.events) events.push(each);
  const ids = withoutDoubles(events).map(({ event }) => event.id);
  return { ids: ids.sort(), problems: found.coverage().flatMap(({ incomplete }) => incomplete ?? []) };
}

test.each(QUESTIONS)('%j: the same events from everywhere', async (subject, condition) => {
  const { rows } = askDuckdb(folder, {
    oracle: `SELECT record->>'$.eventID' FROM records WHERE (${condition}) AND record->>'$.eventCategory' = 'Management'
      AND record->>'$.recipientAccountId' = '${ACCOUNT}' AND record->>'$.eventTime' BETWEEN '${FROM}' AND '${TO}' ORDER BY 1`,
  });
  const ids = rows.map(([id]) => id);
  const inHistory = ids.filter((id) => !isMissedByHistory(subject, id ?? ''));

  expect(ids.length).toBeGreaterThan(0);
  expect(ids.length).toBeLessThan(RECORDS.length);
  expect({
    events: await ask(sources.events, subject),
    logs: await ask(sources.logs, subject),
    athena: await ask(sources.athena, subject),
  }).toEqual({ events: { ids: inHistory, problems: [] }, logs: { ids, problems: [] }, athena: { ids, problems: [] } });
});
