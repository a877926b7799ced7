/** Where the watch reads, as the configuration says it at the moment, and whose events it takes for those of an account. */
import { beforeEach, expect, test } from '@jest/globals';
import { accessBy } from '../../support/account-access.ts';
import '../../support/fake-aws/native-errors.ts';
import { createWatchSources } from '../../../src/commands/watch-sources.ts';
import type { Config } from '../../../src/config/config.ts';
import type { AwsAccount } from '../../../src/model/account.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { ACCOUNT, iamCall, OTHER_ACCOUNT } from '../../support/cloudtrail-records.ts';
import { factRequest } from '../../support/fact-request.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { goodConfig } from '../config/read.ts';

const NOW = '2026-11-30T12:00:00Z';
/** The shortest one is that of the credential chain. */
const DEADLINE_MS = 30_000;
const groupOf = (name: string) => `arn:aws:logs:eu-central-1:${ACCOUNT}:log-group:${name}`;
const ACCOUNTS = `accounts: [{ name: own }, { name: sandbox, owner: x, roleArn: "arn:aws:iam::${OTHER_ACCOUNT}:role/exporter" }]`;
const OTHER_ROLE = ACCOUNTS.replace('role/exporter', 'role/log-reader');
const FROM_EVENTS = `${ACCOUNTS}\nfacts: { activity: { enabled: true } }`;
const fromLogs = (group: string, account = 'own', accounts = ACCOUNTS) =>
  `${accounts}\nfacts: { activity: { enabled: true, source: logs } }\nlogs: { logGroup: "${groupOf(group)}", account: ${account} }`;

let fake: FakeAws;
let clock: PassingClock;
let config: Config;
let watchOf: ReturnType<typeof createWatchSources>;

beforeEach(async () => {
  clock = new PassingClock(NOW, DEADLINE_MS);
  const eventTime = '2026-11-30T11:55:00Z';
  const created = (userName: string, recipientAccountId = ACCOUNT) =>
    iamCall('CreateUser', { userName }, { eventTime, recipientAccountId });
  const lines = [created('mallory'), created('trudy', OTHER_ACCOUNT)].map((record) => ({
    timestamp: Date.parse(eventTime),
    message: JSON.stringify(record),
  }));
  const logGroups = ['trail', 'other'].map((name) => ({ arn: groupOf(name), lines }));
  const accounts = [ACCOUNT, OTHER_ACCOUNT].map((accountId) => ({ accountId, csv: '', events: [], logGroups }));
  fake = await startFakeAwsForTest({ accounts, now: () => clock.now() });
  setAwsEnvironment(fake.url);
  const accessTo = accessBy(clock);
  watchOf = createWatchSources({
    collectGarbage: () => undefined,
    clock,
    random: () => 0,
    accessTo,
    watched: () => config,
  });
});

function source(name: string) {
  const account = config.accounts.find((each) => each.name === name) as AwsAccount;
  const watch = watchOf(account);
  return (last?: Awaited<ReturnType<typeof watch.fetch>>) => {
    const askedAt = clock.now() / 1000;
    return watch.fetch(factRequest({ askedAt, newerThan: askedAt - 300 }), last);
  };
}

const operations = () => [...new Set(fake.requests.map(({ operation }) => operation))];

test('each account has the events of its id, which STS says only of the exporter’s own', async () => {
  config = goodConfig(fromLogs('trail'));

  const own = await source('own')();
  const sandbox = await source('sandbox')();

  expect(own.sightings).toMatchObject([{ kind: 'user_created', user: 'mallory' }]);
  expect(sandbox.sightings).toMatchObject([{ kind: 'user_created', user: 'trudy' }]);
  expect(fake.count('GetCallerIdentity')).toBe(1);
  expect(operations().sort()).toEqual(['FilterLogEvents', 'GetCallerIdentity']);
});

test('a reload changes from one to the other: what was seen stays, how far it was read does not', async () => {
  config = goodConfig(fromLogs('trail'));
  const fetch = source('own');
  const first = await fetch();
  expect(operations()).not.toContain('LookupEvents');
  config = goodConfig(FROM_EVENTS);

  const second = await fetch(first);

  expect(second.source).toBe('events');
  expect(second.sightings).toEqual(first.sightings);
  expect(second.looks.every(({ question }) => question !== 'iam')).toBe(true);
  expect(operations()).toContain('LookupEvents');
});

test('a reload that changes nothing of the group reads no day anew, and another group does', async () => {
  config = goodConfig(fromLogs('trail'));
  const fetch = source('sandbox');
  const first = await fetch();
  const count = fake.count('FilterLogEvents');
  clock.pass(5 * 60_000);
  config = goodConfig(fromLogs('trail'));
  const second = await fetch(first);
  const again = fake.count('FilterLogEvents') - count;
  expect(again).toBeLessThan(6);
  config = goodConfig(fromLogs('other'));

  await fetch(second);

  expect(fake.count('FilterLogEvents')).toBeGreaterThan(2 * count);
  expect(fake.requests.at(-1)?.input?.logGroupIdentifier).toBe(groupOf('other'));
});

test('a reload that gives another role to the account of the log group reads by that one', async () => {
  config = goodConfig(fromLogs('trail', 'sandbox'));
  const fetch = source('own');
  const first = await fetch();
  clock.pass(5 * 60_000);
  config = goodConfig(fromLogs('trail', 'sandbox', OTHER_ROLE));

  await fetch(first);

  const roles = fake.requests
    .filter(({ operation }) => operation === 'AssumeRole')
    .map(({ parameters }) => parameters.RoleArn);
  expect(roles).toEqual(['exporter', 'log-reader'].map((name) => `arn:aws:iam::${OTHER_ACCOUNT}:role/${name}`));
});
