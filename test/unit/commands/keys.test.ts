/** What `keys` lists, and with which code it ends. */
import { beforeEach, expect, test } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import type { KeysOptions } from '../../../src/cli/keys-options.ts';
import { keys } from '../../../src/commands/keys.ts';
import type { AccessKey } from '../../../src/model/facts/credential-report.ts';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { accessKey, at, root, user } from '../../support/model-values.ts';
import { writeReport } from '../../support/report-writer.ts';
import { defaultConfig } from '../../../src/config/load-config.ts';
import { goodConfig } from '../config/read.ts';
import { runAwsCommand } from './aws-command.ts';

const OWN = '111122223333';
const NOW = at('2026-11-22T10:00:00Z');
const REPORT_TIME = at('2026-11-22T08:00:00Z');
const CONFIG = `accounts: [{ name: own, owner: platform }, { name: audit, reportFile: audit.csv }]
facts: { user-details: { tags: { enabled: true } } }`;

const OLD = accessKeyIdOf(OWN, 'OLDOLD');
const NEW = accessKeyIdOf(OWN, 'NEWNEW');
const YOUNG = accessKeyIdOf(OWN, 'YOUNGA');
const ROOTS = accessKeyIdOf(OWN, 'ROOTSA');

const USED = { LastUsedDate: new Date('2026-11-21T00:00:00Z'), ServiceName: 's3', Region: 'N/A' };

let fake: FakeAws;
beforeEach(async () => {
  fake = await startFakeAwsForTest({ accounts: [{ accountId: OWN, csv: '' }], now: () => NOW * 1000 });
  const key = (lastRotated: string): AccessKey => ({
    ...accessKey(),
    lastRotated: at(lastRotated),
    lastUsed: at('2026-11-21T00:00:00Z'),
  });
  const named = (name: string, ...accessKeys: AccessKey[]) =>
    user({ name, arn: `arn:aws:iam::${OWN}:user/${name}`, accessKeys });
  const users = [
    root({ arn: `arn:aws:iam::${OWN}:root`, accessKeys: [key('2024-01-01T00:00:00Z')] }),
    named('ci-deploy', key('2025-01-01T00:00:00Z'), { ...key('2026-11-20T00:00:00Z'), slot: '2', lastUsed: 'never' }),
    named('backup', key('2026-11-01T00:00:00Z')),
    named('alice'),
  ];
  fake.setReport(OWN, writeReport(users), REPORT_TIME * 1000);
  fake.setLive(OWN, {
    users: [{ UserName: 'ci-deploy', Tags: [{ Key: OLD, Value: 'deploys the shop' }] }],
    accessKeys: [
      { AccessKeyId: ROOTS, CreateDate: new Date('2024-01-01T00:00:00Z') },
      { AccessKeyId: YOUNG, UserName: 'backup', CreateDate: new Date('2026-11-01T00:00:00Z'), lastUsed: USED },
      { AccessKeyId: NEW, UserName: 'ci-deploy', CreateDate: new Date('2026-11-20T00:00:00Z') },
      {
        AccessKeyId: OLD,
        UserName: 'ci-deploy',
        CreateDate: new Date('2025-01-01T00:00:00Z'),
        lastUsed: { ...USED, Region: 'eu-central-1' },
      },
    ],
  });
});

async function list(options: Partial<KeysOptions> = {}, yaml = CONFIG, config = goodConfig(yaml)) {
  setAwsEnvironment(fake.url);
  return runAwsCommand(
    (outside) =>
      keys(outside, config, { accounts: [], owners: [], users: [], checks: [], output: 'table', ...options }),
    () => NOW * 1000,
  );
}

async function listJson(options: Partial<KeysOptions>) {
  const { out, ...rest } = await list({ ...options, output: 'json' });
  return { ...rest, keys: (JSON.parse(out) as { keys: Record<string, unknown>[] }).keys };
}

function usersAsked(): string[] {
  const asked = fake.requests.filter(({ operation }) => operation === 'ListAccessKeys');
  return asked.map(({ parameters }) => parameters.UserName ?? '').sort();
}

test('every key of the users has a line, the oldest first, with what to do next', async () => {
  const { code, out, error } = await list();

  expect(
    out
      .trimEnd()
      .split('\n')
      .map((line) => line.split(/ {2,}/)),
  ).toEqual([
    ['ACCOUNT', 'USER', 'KEY ID', 'STATUS', 'DAYS OLD', 'LAST USED', 'FOR', 'DESCRIPTION', 'NEXT STEP'],
    [
      'own',
      'ci-deploy',
      OLD,
      'active',
      '690',
      '2026-11-21',
      's3, eu-central-1',
      'deploys the shop',
      'move programs to the newer key',
    ],
    ['own', 'backup', YOUNG, 'active', '21', '2026-11-21', 's3', 'none'],
    ['own', 'ci-deploy', NEW, 'active', '2', 'never', 'see the older key'],
  ]);
  expect([code, error]).toEqual([0, '']);
});

test('JSON has the findings of each key and the command for its next step', async () => {
  const { keys: listed } = await listJson({ users: ['ci-deploy'] });

  expect(listed).toEqual([
    expect.objectContaining({
      account_id: OWN,
      owner: 'platform',
      key_id: OLD,
      last_used_region: 'eu-central-1',
      findings: [{ check: 'access-key-not-rotated', severity: 'warning', days: 690, limit_days: 90 }],
      next_step: expect.objectContaining({ command: expect.stringContaining(`AttributeValue=${OLD}`) }),
    }),
    expect.objectContaining({ key_id: NEW, findings: [] }),
  ]);
});

test('only the chosen users are asked about', async () => {
  await list({ users: ['backup'] });

  expect(usersAsked()).toEqual(['backup']);
});

test('somebody who is named is asked about even if the report has no key of theirs yet', async () => {
  await list({ users: ['alice'] });

  expect(usersAsked()).toEqual(['alice']);
});

test('an exemption takes a key out of what a check has found', async () => {
  const exempt = `${CONFIG}
exemptions: [{ name: safe, users: [ci-deploy], checks: [access-key-not-rotated], reason: in the safe, expires: 2027-03-31 }]`;

  expect(await list({ checks: ['access-key-not-rotated'] }, exempt)).toEqual({ code: 0, out: '', error: '' });
});

test('report files have no ids of keys', async () => {
  const { code, out, error } = await list({ accounts: ['audit'] });

  expect([code, out]).toEqual([3, '']);
  expect(error).toMatch(/^only report files are chosen/);
});

test('a check chooses the keys that it has found, and nobody else is asked about', async () => {
  const { keys: listed } = await listJson({ checks: ['access-key-not-rotated'] });

  expect(listed.map(({ key_id: id }) => id)).toEqual([OLD]);
  expect(usersAsked()).toEqual(['ci-deploy']);
});

test('keys that may not be listed are told, and the others are there', async () => {
  fake.script(OWN, 'ListAccessKeys', [faults.accessDenied]);
  const { code, out, error } = await list();

  expect(error).toMatch(/^own: (ci-deploy|backup): access_denied: .*iam:ListAccessKeys/);
  expect(out).toContain('AKIA');
  expect(code).toBe(3);
});

test('without the last use the key is there, and its next step is not made up', async () => {
  fake.always(OWN, 'GetAccessKeyLastUsed', faults.accessDenied);
  const { code, keys: listed } = await listJson({ users: ['ci-deploy'] });

  expect(listed[0]).toMatchObject({ key_id: OLD, next_step: { title: 'not known' } });
  expect(listed[0]).not.toHaveProperty('last_used');
  expect(code).toBe(3);
});

test('a user who was deleted since the report has no keys', async () => {
  fake.always(OWN, 'ListAccessKeys', faults.noSuchEntity);

  expect(await list({ users: ['backup'] })).toEqual({ code: 0, out: '', error: '' });
});

test('a filter that matches nothing is told', async () => {
  expect(await list({ users: ['bakup'] })).toMatchObject({
    code: 3,
    out: '',
    error: expect.stringContaining('--user: '),
  });
  expect(await list({ checks: ['no-such-check'] })).toMatchObject({
    code: 2,
    error: expect.stringContaining('--check: '),
  });
});

test('an account that is not there without a configuration file: it says that none was given', async () => {
  const loaded = defaultConfig();
  if (!loaded.ok) throw new Error(loaded.problems.join());

  expect(await list({ accounts: ['production'] }, '', loaded.config)).toMatchObject({
    code: 3,
    error: '--account: there is no account production (no --config.file was given)\n',
  });
});

test('events are not read, and a check that only they show is refused', async () => {
  const watched = CONFIG.replace('facts: {', 'facts: { activity: { enabled: true },');
  expect(await list({}, watched)).toMatchObject({ code: 0, error: '' });
  expect(fake.requests.filter(({ operation }) => operation === 'LookupEvents')).toEqual([]);

  expect(await list({ checks: ['access-key-created-for-other'] }, watched)).toEqual({
    code: 2,
    out: '',
    error:
      '--check: access-key-created-for-other looks at events, which keys does not read: write check --check access-key-created-for-other\n',
  });
  expect(await list({ checks: ['access-key-.*'] }, watched)).toMatchObject({ code: 0, error: '' });
});
