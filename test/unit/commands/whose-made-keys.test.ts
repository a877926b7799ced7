/** What `whose --leaked` says of the keys that somebody made or activated with the key. */
import { beforeEach, expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import { byLeakedKey } from './leaked-story.ts';
import { ask, fake, MEMBER, OLD, OLD_KEY } from './whose-accounts.ts';

const MADE = accessKeyIdOf(MEMBER, 'MADEKY');
const WOKEN = accessKeyIdOf(MEMBER, 'WOKENK');
const GONE = accessKeyIdOf(MEMBER, 'GONEKY');
const created = new Date('2026-11-21T22:21:00Z');

const making = (accessKeyId: string, userName = 'backdoor') =>
  byLeakedKey({
    time: '2026-11-21T22:21:00Z',
    name: 'CreateAccessKey',
    request: { userName },
    response: { accessKey: { userName, accessKeyId } },
  });
const waking = (accessKeyId: string, userName: string) =>
  byLeakedKey({
    time: '2026-11-21T22:22:00Z',
    name: 'UpdateAccessKey',
    request: { userName, accessKeyId, status: 'Active' },
  });

beforeEach(() => {
  const lastUsed = { LastUsedDate: new Date('2026-11-22T02:10:00Z'), ServiceName: 'ec2', Region: 'us-west-2' };
  fake.setLive(MEMBER, {
    accessKeys: [
      OLD,
      { AccessKeyId: MADE, UserName: 'backdoor', CreateDate: created, lastUsed },
      { AccessKeyId: WOKEN, UserName: 'ann', CreateDate: created, Status: 'Inactive' },
    ],
    events: [making(MADE), making(GONE), waking(WOKEN, 'ann')],
  });
});

test('each has its state, its last use and its place in the command that looks again', async () => {
  const { code, out } = await ask([OLD_KEY], { leaked: true });

  expect(code).toBe(0);
  expect(/ {2}Made keys (?:.*\n {14}.*){2}/.exec(out)?.[0]).toBe(
    `  Made keys   ${MADE}: of the user backdoor, active, created 2026-11-21 22:21 UTC (11 hours ago), last used 2026-11-22 02:10 UTC (7 hours ago) for ec2 in us-west-2
              ${GONE}: the account ${MEMBER} has no such key: it was deleted, or there never was one
              ${WOKEN}: of the user ann, inactive, created 2026-11-21 22:21 UTC (11 hours ago), never used`,
  );
  expect(out).toContain(
    `iam-credential-exporter whose --config.file=config.yaml --leaked ${OLD_KEY} ${MADE} ${GONE} ${WOKEN}\n`,
  );
});

test('as JSON', async () => {
  const { out } = await ask([OLD_KEY], { leaked: true, output: 'json' });
  const [{ made_keys: made }] = (JSON.parse(out) as { keys: [{ made_keys: object[] }] }).keys;

  expect(made).toMatchObject([
    {
      key_id: MADE,
      is: 'user-key',
      user: 'backdoor',
      last_used: '2026-11-22T02:10:00.000Z',
      key: { status: 'Active' },
    },
    { key_id: GONE, is: 'no-key' },
    { key_id: WOKEN, is: 'user-key', user: 'ann', last_used: 'never', key: { status: 'Inactive' } },
  ]);
});

test('a key that activates itself is none that it made', async () => {
  fake.setLive(MEMBER, { events: [making(MADE), waking(OLD_KEY, 'ci-deploy')] });
  const { out } = await ask([OLD_KEY], { leaked: true });

  expect(out).toContain(`  Made keys   ${MADE}: `);
  expect(out).toContain(`--leaked ${OLD_KEY} ${MADE}\n`);
});

test('of more than 20 the first 20 are followed, and it says so', async () => {
  const ids = Array.from({ length: 22 }, (_, index) =>
    accessKeyIdOf(MEMBER, `MANY${String.fromCharCode(65 + index)}K`),
  );
  fake.setLive(MEMBER, { events: ids.map((id) => making(id)) });
  const { code, out } = await ask([OLD_KEY], { leaked: true });

  expect(code).toBe(3);
  expect(out.match(/has no such key/g)).toHaveLength(20);
  expect(out).toContain('  Not known   2 more keys made with this key were not looked at\n');
});

test('one that nobody could look at is not known', async () => {
  fake.setLive(MEMBER, { events: [making(MADE)] });
  fake.script(MEMBER, 'GetAccessKeyLastUsed', [faults.none, faults.accessDenied]);
  const { code, out } = await ask([OLD_KEY], { leaked: true });

  expect(code).toBe(3);
  expect(out).toContain(`  Made keys   ${MADE}: nobody knows, as member could not be asked\n`);
  expect(out).toMatch(new RegExp(`  Not known   the key ${MADE}, made with this key: access_denied: `));
});
