/** What `whose` says of the ids of access keys, and with which code it ends. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import '../../support/fake-aws/native-errors.ts';
import type { WhoseOptions } from '../../../src/cli/whose-options.ts';
import { whose } from '../../../src/commands/whose.ts';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { setAwsEnvironment } from '../../support/aws-environment.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import type { GivenAccessKey } from '../../support/fake-aws/live-data.ts';
import { startFakeAwsForTest } from '../../support/fake-aws/per-test.ts';
import type { FakeAws } from '../../support/fake-aws/server.ts';
import { accessKey, at, root, user } from '../../support/model-values.ts';
import { LAYOUT_OF_TODAY, writeReport } from '../../support/report-writer.ts';
import type { AccessKey } from '../../../src/model/facts/credential-report.ts';
import { goodConfig } from '../config/read.ts';
import { runAwsCommand } from './aws-command.ts';

const OWN = '111122223333';
const MEMBER = '444455556666';
const FOREIGN = '777788889999';
const ROLE = `arn:aws:iam::${MEMBER}:role/audit`;
const CONFIG = `accounts:
  - { name: own, owner: platform }
  - { name: member, owner: payments, roleArn: "${ROLE}" }`;
const NOW = at('2026-11-22T10:00:00Z');
const REPORT_TIME = at('2026-11-22T08:00:00Z');

const OLD_KEY = accessKeyIdOf(MEMBER, 'OLDKEY');
const NEW_KEY = accessKeyIdOf(MEMBER, 'NEWKEY');
const ROOT_KEY = accessKeyIdOf(OWN, 'ROOTKE');
const FOREIGN_KEY = accessKeyIdOf(FOREIGN, 'THEIRS');
/** Its id names another account. */
const KEY_OF_2018 = 'AKIAIOSFODNN7EXAMPLE';

const OLD: GivenAccessKey = {
  AccessKeyId: OLD_KEY,
  UserName: 'ci-deploy',
  CreateDate: new Date('2025-01-01T00:00:00Z'),
  lastUsed: { LastUsedDate: new Date('2026-11-21T23:00:00Z'), ServiceName: 's3', Region: 'eu-central-1' },
};

let fake: FakeAws;
beforeEach(async () => {
  fake = await startFakeAwsForTest({
    accounts: [OWN, MEMBER, FOREIGN].map((accountId) => ({ accountId, csv: '' })),
    defaultAccountId: OWN,
    now: () => NOW * 1000,
  });
  report(OWN, []);
  report(MEMBER, [{ ...accessKey(), lastRotated: at('2025-01-01T00:00:00Z'), lastUsed: at('2026-11-21T23:00:00Z') }]);
  fake.setLive(MEMBER, { accessKeys: [OLD] });
  fake.setLive(OWN, { accessKeys: [{ AccessKeyId: ROOT_KEY }] });
  fake.setLive(FOREIGN, { accessKeys: [{ AccessKeyId: FOREIGN_KEY, UserName: 'theirs' }] });
});

function report(accountId: string, accessKeys: readonly AccessKey[]): void {
  const arn = `arn:aws:iam::${accountId}:user/ci-deploy`;
  const users = [root({ arn: `arn:aws:iam::${accountId}:root` }), user({ name: 'ci-deploy', arn, accessKeys })];
  fake.setReport(accountId, writeReport(users, LAYOUT_OF_TODAY), REPORT_TIME * 1000);
}

async function* standardInput() {
  yield await Promise.resolve(Buffer.from(`${OLD_KEY}\n`));
}

async function ask(keyIds: readonly string[], options: Partial<WhoseOptions> = {}, yaml = CONFIG) {
  setAwsEnvironment(fake.url);
  return runAwsCommand(
    (outside) => whose({ ...outside, standardInput }, goodConfig(yaml), { keyIds, output: 'text', ...options }),
    () => NOW * 1000,
  );
}

async function askJson(...keyIds: string[]) {
  const { out, ...rest } = await ask(keyIds, { output: 'json' });
  return { ...rest, keys: (JSON.parse(out) as { keys: Record<string, unknown>[] }).keys };
}

test('whose key it is, in which account, whether it is used, what the policy says and what to do', async () => {
  expect(await ask([OLD_KEY])).toEqual({
    code: 0,
    error: '',
    out: `${OLD_KEY}: a key of the user ci-deploy in member (${MEMBER}), owner payments
  Key        active, created 2025-01-01 (690 days ago), last used 2026-11-21 (less than a day ago) for s3 in eu-central-1
  Finding    warning: access-key-not-rotated, 690 days, limit 90
  Next step  Create a second key, and give it to the programs that use this one. A role instead of the user is better still.
             aws iam create-access-key --user-name=ci-deploy
`,
  });
});

test('the account is taken from the id, and no other account is asked', async () => {
  await ask([OLD_KEY]);

  expect(fake.requests.map(({ operation, accountId }) => `${operation} ${accountId}`)).toEqual([
    `GetCallerIdentity ${OWN}`,
    `AssumeRole ${MEMBER}`,
    `GetAccessKeyLastUsed ${MEMBER}`,
    `ListAccessKeys ${MEMBER}`,
    `GetCredentialReport ${MEMBER}`,
  ]);
});

describe('two keys of a user', () => {
  beforeEach(() => {
    fake.setLive(MEMBER, {
      accessKeys: [OLD, { AccessKeyId: NEW_KEY, UserName: 'ci-deploy', CreateDate: new Date('2026-11-01T00:00:00Z') }],
    });
    report(MEMBER, [
      { ...accessKey(), slot: '1', lastRotated: at('2026-11-01T00:00:00Z'), lastUsed: 'never' },
      { ...accessKey(), slot: '2', lastRotated: at('2025-01-01T00:00:00Z'), lastUsed: at('2026-11-21T23:00:00Z') },
    ]);
  });

  test('the older one is still used: find by what', async () => {
    const { out } = await ask([OLD_KEY]);

    expect(out).toContain(`  Other key  ${NEW_KEY}, active, created 2026-11-01 (21 days ago), never used\n`);
    expect(out).toContain('  Finding    warning: two-active-access-keys, 21 days, limit 7\n');
    expect(out).toContain(
      `  Next step  Find what still uses it, and give it the newer key ${NEW_KEY}. The event history has no reads and writes of objects in S3 and the like:
             aws cloudtrail lookup-events --region eu-central-1 --max-items 50 --lookup-attributes AttributeKey=AccessKeyId,AttributeValue=${OLD_KEY}\n`,
    );
  });

  test('a finding about one key is not told of the other one', async () => {
    const { keys } = await askJson(NEW_KEY);

    expect(keys).toEqual([expect.objectContaining({ is: 'user-key', user: 'ci-deploy', findings: [] })]);
  });
});

describe('five answers are kept apart', () => {
  test("root's key", async () => {
    const { code, out } = await ask([ROOT_KEY]);

    expect(out).toBe(`${ROOT_KEY}: a key of root in own (${OWN}), owner platform
  Key        never used
  Next step  Find what uses it, give that a role, then sign in as root and delete the key.
`);
    expect(code).toBe(0);
  });

  test('a key that the account does not have', async () => {
    const gone = accessKeyIdOf(MEMBER, 'GONEAA');
    const out = `${gone}: the account ${MEMBER} has no such key: it was deleted, or there never was one\n`;
    expect(await ask([gone])).toEqual({ code: 1, out, error: '' });
  });

  test('a key that AWS does not know at all', async () => {
    const never = accessKeyIdOf('999999999999', 'NEVERA');
    const { code, keys } = await askJson(never);

    expect([code, keys]).toEqual([1, [{ key_id: never, is: 'no-key', failures: [] }]]);
  });

  test('a key of an account that is not configured', async () => {
    const { code, keys } = await askJson(FOREIGN_KEY);

    expect(keys).toEqual([expect.objectContaining({ is: 'foreign-key', account_id: FOREIGN })]);
    expect(code).toBe(1);
  });

  test('not allowed to look', async () => {
    fake.always(MEMBER, 'GetAccessKeyLastUsed', faults.accessDenied);
    const { code, keys } = await askJson(OLD_KEY);

    expect(keys).toEqual([
      expect.objectContaining({
        is: 'not-known',
        account_name: 'member',
        failures: [expect.stringMatching(/^access_denied: .*iam:GetAccessKeyLastUsed/)],
      }),
    ]);
    expect(code).toBe(3);
  });
});

test('a key that was made before its id held the account is found through STS', async () => {
  fake.setLive(MEMBER, { accessKeys: [{ ...OLD, AccessKeyId: KEY_OF_2018 }] });
  const { code, keys } = await askJson(KEY_OF_2018);

  expect(keys).toEqual([expect.objectContaining({ is: 'user-key', account_id: MEMBER, user: 'ci-deploy' })]);
  expect(code).toBe(0);
});

test('whoever may not ask STS does not say that a key is foreign or gone', async () => {
  fake.always('*', 'GetAccessKeyInfo', faults.accessDenied);
  const { code, keys } = await askJson(FOREIGN_KEY, accessKeyIdOf(MEMBER, 'GONEAA'));

  expect(keys.map(({ is }) => is)).toEqual(['not-known', 'not-known']);
  expect(code).toBe(3);
});

test('an account whose id nobody knows may be the one of a foreign key', async () => {
  fake.always(OWN, 'GetCallerIdentity', faults.signatureDoesNotMatch);
  const { code, keys } = await askJson(FOREIGN_KEY);

  expect(keys).toEqual([expect.objectContaining({ is: 'not-known', account_name: 'own' })]);
  expect(code).toBe(3);
});

test('a key whose state was changed since the report has no findings that are known', async () => {
  fake.setLive(MEMBER, { accessKeys: [{ ...OLD, Status: 'Inactive' }] });
  const { code, keys } = await askJson(OLD_KEY);

  expect(keys[0]).not.toHaveProperty('findings');
  expect(keys[0]).toMatchObject({ next_step: { title: 'not known' } });
  expect(code).toBe(3);
});

test('what is exempt is told and asks for nothing', async () => {
  const exempt = `${CONFIG}
exemptions: [{ name: safe, users: [ci-deploy], checks: [access-key-not-rotated], reason: in the safe, expires: 2027-03-31 }]`;
  const { out } = await ask([OLD_KEY], {}, exempt);

  expect(out).toContain('  Finding    warning: access-key-not-rotated, 690 days, limit 90, exempt by safe\n');
  expect(out).toContain('  Next step  None: ');
});

test('where the first account may not ask STS, the next one does', async () => {
  fake.script(OWN, 'GetAccessKeyInfo', [faults.accessDenied]);

  expect((await askJson(FOREIGN_KEY)).keys).toEqual([expect.objectContaining({ is: 'foreign-key' })]);
});

test('the key of a session is told as one', async () => {
  const session = accessKeyIdOf(MEMBER, 'SESSIO', 'ASIA');
  const out = `${session}: the key of a session, which ends by itself\n`;
  expect(await ask([session])).toEqual({ code: 1, out, error: '' });
});

test('without the permission to list keys the user is told, and that the rest is not known', async () => {
  fake.always(MEMBER, 'ListAccessKeys', faults.accessDenied);
  const { code, keys } = await askJson(OLD_KEY);

  expect(keys).toEqual([
    expect.objectContaining({
      is: 'user-key',
      user: 'ci-deploy',
      failures: [expect.stringContaining('iam:ListAccessKeys')],
    }),
  ]);
  expect(keys[0]).not.toHaveProperty('next_step');
  expect(code).toBe(3);
});

test('without the report nobody says that a key is within its limits', async () => {
  fake.always(MEMBER, 'GetCredentialReport', faults.accessDenied);
  const { code, out, error } = await ask([OLD_KEY]);

  expect(out).toContain('  Finding    not known: ');
  expect(out).toContain('  Next step  Not known: ');
  expect(error).toMatch(/^member: access_denied: /);
  expect(code).toBe(3);
});

test('a key that is newer than the report has no findings yet', async () => {
  fake.setLive(MEMBER, { accessKeys: [{ ...OLD, CreateDate: new Date('2026-11-22T09:00:00Z') }] });
  const { code, keys } = await askJson(OLD_KEY);

  expect(keys).toEqual([
    expect.objectContaining({
      findings: [],
      next_step: expect.objectContaining({ title: 'none' }),
    }),
  ]);
  expect(code).toBe(0);
});

test('a text that is no id ends it before AWS is asked', async () => {
  const { code, out, error } = await ask(['wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY', OLD_KEY]);

  expect([code, out]).toEqual([2, '']);
  expect(error).toMatch(/^argument 1: is not the id of an access key/);
  expect(fake.requests).toEqual([]);
});

test('- stands for standard input', async () => expect(await ask(['-'])).toEqual(await ask([OLD_KEY])));

test('report files have no ids of keys', async () => {
  const asked = ask([OLD_KEY], {}, 'accounts: [{ name: a, reportFile: a.csv }]');
  expect(await asked).toMatchObject({
    code: 2,
    error: expect.stringMatching(/^the configuration has report files only/),
  });
});
