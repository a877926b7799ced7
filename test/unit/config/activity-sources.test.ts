/** Where the records of CloudTrail lie: `logs` and `athena` of the configuration file. */
import { expect, test } from '@jest/globals';
import { PARTITION_EXAMPLES } from '../../../scripts/generated/configuration-page.ts';
import { readConfig } from '../../../src/config/load-config.ts';
import { goodConfig, problemsOf } from './read.ts';

const GROUP = 'arn:aws:logs:eu-central-1:111111111111:log-group:cloudtrail';
const TWO = 'accounts: [{ name: production }, { name: audit, roleArn: "arn:aws:iam::111111111111:role/x" }]\n';
const FILES = 'accounts: [{ name: copy, reportFile: a.csv }]\n';
const ATHENA = 'table: audit.cloudtrail, region: eu-central-1';

function problemOf(yaml: string): string | undefined {
  const problems = problemsOf(yaml);
  expect(problems).toHaveLength(1);
  return problems[0]?.replace(/^exporter\.yml:\d+: /, '');
}

test.each([`"${GROUP}"`, `"${GROUP}:*"`])('the log group %s says its region, and the only account reads it', (arn) => {
  expect(goodConfig(`logs: { logGroup: ${arn} }`).logs).toStrictEqual({
    arn: GROUP,
    region: 'eu-central-1',
    account: 'default',
  });
});

test('of several accounts the one that is named reads', () => {
  const { logs, athena } = goodConfig(
    `${TWO}logs: { logGroup: "${GROUP}", account: audit }\nathena: { ${ATHENA}, account: production }`,
  );

  expect([logs?.account, athena?.account]).toEqual(['audit', 'production']);
});

test('the only account of AWS reads, wherever it stands among files', () => {
  const accounts = 'accounts: [{ name: copy, reportFile: a.csv }, { name: live }]\n';

  expect(goodConfig(`${accounts}logs: { logGroup: "${GROUP}" }`).logs?.account).toBe('live');
});

test('a table is the one of the usual catalog and work group', () => {
  expect(goodConfig(`athena: { ${ATHENA} }`).athena).toStrictEqual({
    catalog: 'AwsDataCatalog',
    database: 'audit',
    table: 'cloudtrail',
    workGroup: 'primary',
    region: 'eu-central-1',
    account: 'default',
    partitions: {},
  });
});

test('the watch reads the event history unless the file says otherwise', () => {
  const enabled = 'facts: { activity: { enabled: true } }';
  const fromLogs = 'facts: { activity: { enabled: true, source: logs } }';

  expect(goodConfig(`${enabled}\nlogs: { logGroup: "${GROUP}" }`).activity).not.toHaveProperty('logGroup');
  expect(goodConfig(`${fromLogs}\nlogs: { logGroup: "${GROUP}" }`).activity.logGroup).toStrictEqual({
    arn: GROUP,
    region: 'eu-central-1',
    account: 'default',
  });
});

test.each([
  ['logs', ['facts.activity.regions: has no effect with source: logs, as the log group has the events of all regions']],
  ['events', []],
])('regions with source %s: %j', (source, warnings) => {
  const yaml = `facts: { activity: { enabled: true, source: ${source}, regions: [eu-west-1] } }\nlogs: { logGroup: "${GROUP}" }`;

  expect(readConfig(yaml, 'exporter.yml', '.')).toMatchObject({ ok: true, warnings });
});

test.each([
  [
    'facts: { activity: { source: logs } }',
    'facts.activity.source: is logs, and the configuration names no log group: write its ARN under logs.logGroup',
  ],
  ['facts: { activity: { source: athena } }', 'facts.activity.source: must be events or logs'],
  [
    `facts: { activity: { source: logs } }\nlogz: { logGroup: "${GROUP}" }`,
    'logz: is not a known key: did you mean logs?',
  ],
  ['facts: { activity: { source: logs } }\nlogs: {}', `logs.logGroup: is missing: write a text such as "${GROUP}"`],
])('%j is a problem: %s', (yaml, problem) => {
  expect(problemOf(yaml)).toBe(problem);
});

test('without either nothing is said of them', () => {
  const config = goodConfig('{}');

  expect(config).not.toHaveProperty('logs');
  expect(config).not.toHaveProperty('athena');
});

test.each(PARTITION_EXAMPLES)('a table that is partitioned %s can be said: %s', (_what, partitions) => {
  const { athena } = goodConfig(`athena: { ${ATHENA}, partitions: ${partitions} }`);

  expect(Object.keys(athena?.partitions ?? {})).toEqual(
    ['account', 'region', 'date'].filter((key) => partitions.includes(`${key}:`)),
  );
});

test.each([
  ['logs: {}', 'logs.logGroup: is missing: write a text such as'],
  ['logs: { logGroup: cloudtrail }', 'logs.logGroup: must be the ARN of a log group, such as arn:aws:logs:'],
  ['logs: { logGroup: "arn:aws:logs:eu-central-1:1:log-group:x" }', 'logs.logGroup: must be the ARN of a log group'],
  [`logs: { logGroup: "${GROUP}:log-stream:x" }`, 'logs.logGroup: must be the ARN of a log group'],
  [
    `logs: { logGroup: "${GROUP.replace('eu-central-1', 'eu-centrl-1')}" }`,
    'logs.logGroup: has a region in it that must be the code of a region in lower case, such as "eu-central-1": did you mean eu-central-1?',
  ],
  [
    `logs: { logGroup: "${GROUP.replace('eu-central-1', 'cn-north-1')}" }`,
    'logs.logGroup: has a region in it that is of another partition',
  ],
  [`logs: { loggroup: "${GROUP}" }`, 'logs.loggroup: is not a known key: did you mean logGroup?'],
  [`logGroup: "${GROUP}"`, 'logGroup: is not a known key'],
  [
    `${TWO}logs: { logGroup: "${GROUP}" }`,
    'logs.account: is missing: write the name of the account by whose credentials it is read',
  ],
  [
    `${TWO}logs: { logGroup: "${GROUP}", account: audti }`,
    'logs.account: is the name of no account of the configuration: did you mean audit?',
  ],
  [`logs: { logGroup: "${GROUP}", account: xy }`, 'logs.account: is the name of no account of the configuration'],
  [
    `${FILES}logs: { logGroup: "${GROUP}", account: copy }`,
    'logs.account: is an account that is read from a file, and has no credentials',
  ],
  [`${FILES}athena: { ${ATHENA} }`, 'athena.account: is missing: none of the accounts is read from AWS'],
  ['athena: { region: eu-central-1 }', 'athena.table: is missing'],
  ['athena: { table: audit.cloudtrail }', 'athena.region: is missing'],
  ['athena: { table: cloudtrail, region: us-east-1 }', 'athena.table: must be DATABASE.TABLE'],
  [
    `athena: { table: 'audit."cloudtrail"', region: us-east-1 }`,
    'athena.table: must be DATABASE.TABLE, of letters, digits, _ and - only, without quotes',
  ],
  ['athena: { table: a.b.c, region: us-east-1 }', 'athena.table: must be DATABASE.TABLE'],
  [`athena: { ${ATHENA}, workGroup: "a b" }`, 'athena.workGroup: must be the name of a work group'],
  [`athena: { ${ATHENA}, catalog: "a'b" }`, 'athena.catalog: must be the name of a data catalog'],
  [
    `athena: { ${ATHENA}, partitions: { region: 'r" OR 1=1 --' } }`,
    'athena.partitions.region: must be the name of a column',
  ],
  [
    `athena: { ${ATHENA}, partitions: { account: Account } }`,
    'athena.partitions.account: must be the name of a column in lower case',
  ],
  [`athena: { ${ATHENA}, partitions: { date: timestamp } }`, 'athena.partitions.date: must be a list of columns'],
  [
    `athena: { ${ATHENA}, partitions: { date: [year, month] } }`,
    'athena.partitions.date: must hold one column, or those of',
  ],
  [
    `athena: { ${ATHENA}, partitions: { date: [year, month, "day'"] } }`,
    'athena.partitions.date[2]: must be the name of a column',
  ],
  [
    `athena: { ${ATHENA}, partitions: { regoin: region } }`,
    'athena.partitions.regoin: is not a known key: did you mean region?',
  ],
])('%s is refused: %s', (yaml, problem) => {
  expect(problemOf(yaml)).toContain(problem);
});

test('a misspelt key is the only problem of its section', () => {
  expect(problemsOf(`${TWO}logs: { logGroup: "${GROUP}", acount: audit }`)).toEqual([
    'exporter.yml:2: logs.acount: is not a known key: did you mean account?',
  ]);
});
