/** The SQL that Athena gets, and the parameters beside it. */
import { expect, test } from '@jest/globals';
import type { ActivityQuestion, ActivitySubject } from '../../../../src/model/activity-source.ts';
import type { AthenaPartitions } from '../../../../src/model/athena-table.ts';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { type Sql, textLiteral } from '../../../../src/sources/aws/athena-condition.ts';
import { type CheckedTable, newestSql, recordsSql } from '../../../../src/sources/aws/athena-sql.ts';

const FROM = Date.parse('2026-11-29T22:00:00Z') / 1000;
const TO = Date.parse('2026-12-30T23:30:00Z') / 1000;
const ARN = 'arn:aws:iam::111122223333:role/ci/deploy';
const ISSUER = 'useridentity.sessioncontext.sessionissuer';
const FIELDS = [
  'eventCategory',
  'awsRegion',
  'userIdentity.type',
  'userIdentity.arn',
  'userIdentity.userName',
  'userIdentity.principalId',
  'userIdentity.accessKeyId',
  'userIdentity.sessionContext.sessionIssuer.type',
  'userIdentity.sessionContext.sessionIssuer.arn',
  'userIdentity.sessionContext.sessionIssuer.userName',
];

function tableWith(
  partitions: AthenaPartitions,
  types: Readonly<Record<string, string>> = {},
  properties: Readonly<Record<string, string>> = {},
): CheckedTable {
  return {
    table: {
      catalog: 'AwsDataCatalog',
      database: 'audit',
      table: 'athena-table',
      workGroup: 'primary',
      region: 'eu-central-1',
      account: 'audit',
      partitions,
    },
    columns: FIELDS.map((field) => ({ field, column: field.toLowerCase(), isJson: false })),
    keys: { types: new Map(Object.entries(types)), properties },
  };
}

const WHOLE = tableWith({});

function sqlOf(subject: ActivitySubject, asked: Partial<ActivityQuestion> = {}, table = WHOLE): Sql {
  return recordsSql(table, { subject, events: [], from: FROM, to: TO, ...asked });
}

/** What is asked beside the time. */
function conditionOf(subject: ActivitySubject): Sql {
  const { text, parameters } = sqlOf(subject);
  const [before = '', condition = ''] = text.split('eventtime BETWEEN ? AND ? AND eventcategory = ? AND ');
  expect(before).toMatch(/ FROM "audit"\."athena-table" WHERE $/);
  expect(parameters.slice(0, 3)).toEqual([`'2026-11-29T22:00:00Z'`, `'2026-12-30T23:30:00Z'`, `'Management'`]);
  return { text: condition, parameters: parameters.slice(3) };
}

// AWS's page on monitoring the activity of an account has LIKE with '%role-name%', which takes longer names too.
test.each<[string, ActivitySubject, string, string[]]>([
  [
    'a user',
    { of: 'user', name: 'Alice' },
    `(useridentity.username = ? OR (useridentity.type = ? AND ${ISSUER}.username = ?))`,
    [`'Alice'`, `'FederatedUser'`, `'Alice'`],
  ],
  [
    'a role',
    { of: 'role', name: 'deploy' },
    `((useridentity.type = ? AND (${ISSUER}.username = ? OR strpos(useridentity.arn, ?) > 0)) OR ` +
      '(useridentity.type = ? AND (useridentity.username = ? OR substr(useridentity.arn, -7) = ?)))',
    [`'AssumedRole'`, `'deploy'`, `':assumed-role/deploy/'`, `'Role'`, `'deploy'`, `'/deploy'`],
  ],
  [
    "a role's ARN",
    { of: 'role', name: 'deploy', arn: ARN },
    `((useridentity.type = ? AND (${ISSUER}.arn = ? OR (${ISSUER}.arn IS NULL AND strpos(useridentity.arn, ?) > 0))) OR ` +
      '(useridentity.type = ? AND useridentity.arn = ?))',
    [`'AssumedRole'`, `'${ARN}'`, `'arn:aws:sts::111122223333:assumed-role/deploy/'`, `'Role'`, `'${ARN}'`],
  ],
  ['a key', { of: 'key', id: 'AKIAIOSFODNN7EXAMPLE' }, 'useridentity.accesskeyid = ?', [`'AKIAIOSFODNN7EXAMPLE'`]],
  ["a role's session", { of: 'session', name: 'build-7' }, 'substr(useridentity.principalid, -8) = ?', [`':build-7'`]],
  [
    'root',
    { of: 'root' },
    `(useridentity.type = ? OR (useridentity.type = ? AND ${ISSUER}.type = ?))`,
    [`'Root'`, `'FederatedUser'`, `'Root'`],
  ],
])('the events of %s', (_whose, subject, text, parameters) => {
  expect(conditionOf(subject)).toEqual({ text, parameters });
});

test('each field has a column of its own, under a name of its own', () => {
  expect(sqlOf({ of: 'anybody' }).text).toContain(
    `useridentity.type AS "useridentity_type", useridentity.arn AS "useridentity_arn", `,
  );
});

test('names of events, regions and the account are parameters', () => {
  const asked = { events: ['CreateUser', 'DeleteUser'], regions: ['us-east-1'], accountId: '111122223333' };
  const { text, parameters } = sqlOf({ of: 'anybody' }, asked, {
    ...WHOLE,
    columns: [
      ...WHOLE.columns,
      { field: 'recipientAccountId', column: 'recipientaccountid', isJson: false },
      { field: 'eventName', column: 'eventname', isJson: false },
    ],
  });

  expect(text).toMatch(/ AND recipientaccountid = \? AND awsregion = \? AND \(eventname = \? OR eventname = \?\)$/);
  expect(parameters.slice(3)).toEqual([`'111122223333'`, `'us-east-1'`, `'CreateUser'`, `'DeleteUser'`]);
});

// CloudTrail writes a file into the folder of the day on which it writes it: what happened late in the evening is in that of the next day.
test.each<[string, AthenaPartitions, Record<string, string>, Record<string, string>, string, string[]]>([
  ['unpartitioned', {}, {}, {}, '', []],
  [
    'by a projected day',
    { date: ['timestamp'] },
    { timestamp: 'string' },
    { 'projection.timestamp.format': 'yyyy/MM/dd' },
    '"timestamp" BETWEEN ? AND ? AND ',
    [`'2026/11/29'`, `'2026/12/31'`],
  ],
  [
    'by a day in another form',
    { date: ['dt'] },
    { dt: 'string' },
    { 'projection.dt.format': 'yyyy-MM-dd' },
    '"dt" BETWEEN ? AND ? AND ',
    [`'2026-11-29'`, `'2026-12-31'`],
  ],
  [
    'by a date',
    { date: ['dt'] },
    { dt: 'date' },
    {},
    '"dt" BETWEEN ? AND ? AND ',
    [`DATE '2026-11-29'`, `DATE '2026-12-31'`],
  ],
  [
    'by account, region and day',
    { account: 'accountid', region: 'region', date: ['date'] },
    { accountid: 'string', region: 'string', date: 'string' },
    {},
    '"accountid" = ? AND "region" IN (?, ?) AND "date" BETWEEN ? AND ? AND ',
    [`'111122223333'`, `'us-east-1'`, `'eu-west-1'`, `'2026/11/29'`, `'2026/12/31'`],
  ],
  [
    'by year, month and day as numbers',
    { date: ['year', 'month', 'day'] },
    { year: 'int', month: 'int', day: 'bigint' },
    {},
    '"year" BETWEEN ? AND ? AND ' +
      '("year" > ? OR ("year" = ? AND "month" > ?) OR ("year" = ? AND "month" = ? AND "day" >= ?)) AND ' +
      '("year" < ? OR ("year" = ? AND "month" < ?) OR ("year" = ? AND "month" = ? AND "day" <= ?)) AND ',
    ['2026', '2026', '2026', '2026', '11', '2026', '11', '29', '2026', '2026', '12', '2026', '12', '31'],
  ],
])('a table that is partitioned %s is asked for its days', (_how, partitions, types, properties, text, parameters) => {
  const asked = { accountId: '111122223333', regions: ['us-east-1', 'eu-west-1'] };
  const sql = sqlOf({ of: 'anybody' }, asked, tableWith(partitions, types, properties));

  expect(sql.text).toContain(` WHERE ${text}eventtime BETWEEN ? AND ? AND `);
  expect(sql.parameters.slice(0, parameters.length)).toEqual(parameters);
});

test('days as text are written as the folders are, with zeros, over the end of a year', () => {
  const table = tableWith({ date: ['year', 'month', 'day'] }, { year: 'string', month: 'string', day: 'string' });
  const asked = { from: Date.parse('2026-12-31T00:00:00Z') / 1000, to: Date.parse('2026-12-31T23:59:59Z') / 1000 };

  expect(sqlOf({ of: 'anybody' }, asked, table).parameters.slice(0, 14)).toEqual(
    ['2026', '2027', '2026', '2026', '12', '2026', '12', '31', '2027', '2027', '01', '2027', '01', '01'].map(
      (part) => `'${part}'`,
    ),
  );
});

test.each<[AthenaPartitions, Record<string, string>, Record<string, string>]>([
  [{ date: ['day'] }, { dt: 'string' }, {}],
  [{ region: 'region', date: ['dt'] }, { dt: 'string' }, {}],
  [{ date: ['dt'] }, { dt: 'string' }, { 'projection.dt.format': 'yyyy/MM/dd/HH' }],
])('a table that is not partitioned as the configuration says is not asked: %j', (partitions, types, properties) => {
  expect(() => sqlOf({ of: 'root' }, {}, tableWith(partitions, types, properties))).toThrow(RefreshFailure);
});

test('a field that the table does not have matches nothing, and is absent', () => {
  const narrow = { ...WHOLE, columns: WHOLE.columns.filter(({ field }) => !field.includes('sessionIssuer')) };
  const { text } = sqlOf({ of: 'role', name: 'deploy', arn: ARN }, {}, narrow);

  expect(text).toContain('(useridentity.type = ? AND (FALSE OR (TRUE AND strpos(useridentity.arn, ?) > 0)))');
});

test('what was done with data is left out by what the table has for it', () => {
  const without = WHOLE.columns.filter(({ field }) => field !== 'eventCategory');
  const managed = [...without, { field: 'managementEvent', column: 'managementevent', isJson: false }];

  expect(sqlOf({ of: 'anybody' }, {}, { ...WHOLE, columns: managed }).text).toMatch(
    / AND CAST\(managementevent AS varchar\) = \?$/,
  );
  expect(sqlOf({ of: 'anybody' }, {}, { ...WHOLE, columns: without }).text).toMatch(
    / WHERE eventtime BETWEEN \? AND \?$/,
  );
});

test('the newest record is asked for of each account and region, in the same partitions', () => {
  const table = tableWith({ date: ['dt'] }, { dt: 'string' });
  const question = { subject: { of: 'root' } as const, events: ['CreateUser'], from: FROM, to: TO };
  const { text, parameters } = newestSql(table, question, TO - 3600, TO + 3600);

  expect(text).toBe(
    `SELECT '' AS "account", awsregion AS "region", max(eventtime) AS "newest", min(eventtime) AS "oldest" ` +
      'FROM "audit"."athena-table" WHERE "dt" BETWEEN ? AND ? AND eventtime BETWEEN ? AND ? AND eventcategory = ? GROUP BY 1, 2',
  );
  expect(parameters).toEqual([
    `'2026/12/30'`,
    `'2027/01/01'`,
    `'2026-12-30T22:30:00Z'`,
    `'2026-12-31T00:30:00Z'`,
    `'Management'`,
  ]);
});

test('a text cannot end its own quotes', () => {
  expect(textLiteral(`x' OR 'a' = 'a`)).toBe(`'x'' OR ''a'' = ''a'`);
});
