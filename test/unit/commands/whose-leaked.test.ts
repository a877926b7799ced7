/** How `whose --leaked` says that the damage of a key of a user is contained. */
import { beforeEach, describe, expect, test } from '@jest/globals';
import { faults } from '../../support/fake-aws/faults.ts';
import { credentialsOf } from '../../support/key-story.ts';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { byLeakedKey, QUARANTINE, ROLE, SESSION, tellLeak } from './leaked-story.ts';
import { ask, fake, MEMBER, OLD, OLD_KEY, OWN } from './whose-accounts.ts';

beforeEach(tellLeak);

const leaked = (...ids: string[]) => ask(ids, { leaked: true });

interface LeakedKey {
  readonly [value: string]: unknown;
  readonly containment: readonly { title: string; commands: readonly { account_id?: string; command: string }[] }[];
}

async function leakedJson(...ids: string[]): Promise<{ code: number; keys: LeakedKey[] }> {
  const { code, out } = await ask(ids, { leaked: true, output: 'json' });
  return { code, keys: (JSON.parse(out) as { keys: LeakedKey[] }).keys };
}

test('a user key of which all could be read is a complete answer, without the policy', async () => {
  const { code, error } = await leaked(OLD_KEY);

  expect(code).toBe(0);
  // How far it is, and nothing that could not be read.
  expect(error).toMatch(/^(\d+ requests, \d+ records\n)*$/);
});

test('nothing is deleted, in no step', async () => {
  const { keys } = await leakedJson(OLD_KEY);
  const commands = keys.flatMap(({ containment }) => containment.flatMap((step) => step.commands));

  expect(commands.length).toBeGreaterThan(5);
  expect(commands.filter(({ command }) => command.includes('delete'))).toEqual([]);
});

test('as JSON: quarantine, policies with their groups, groups, sessions, what it made, and where it was looked', async () => {
  const { keys } = await leakedJson(OLD_KEY);

  expect(keys).toEqual([
    expect.objectContaining({
      quarantined: true,
      groups: ['admins', 'staff'],
      policies: [
        { name: QUARANTINE, arn: `arn:aws:iam::aws:policy/${QUARANTINE}`, admin: false },
        expect.objectContaining({ name: 'AdministratorAccess', group: 'admins', admin: true }),
        expect.objectContaining({ name: 'S3', group: 'admins', admin: false }),
        // A policy of the account, which is called so.
        expect.objectContaining({ name: 'AdministratorAccess', group: 'staff', admin: false }),
      ],
      sessions: [expect.objectContaining({ role: ROLE, session_key: SESSION, expires: '2026-11-21T23:10:00.000Z' })],
      made: [
        expect.objectContaining({ event: 'CreateRole', role: 'second-door', account_id: OWN, by_key: SESSION }),
        expect.objectContaining({ event: 'CreateAccessKey', user: 'backdoor', access_key: 'AKIAGO645SY5AABACKD7' }),
        expect.objectContaining({ event: 'CreateUser', by_key: OLD_KEY }),
      ],
      looked_at: expect.arrayContaining([
        expect.objectContaining({ account_id: MEMBER, region: 'us-east-1' }),
        expect.objectContaining({ account_id: MEMBER, region: 'eu-central-1' }),
        expect.objectContaining({ account_id: OWN, region: 'us-east-1' }),
      ]),
    }),
  ]);
  expect(keys[0]).not.toHaveProperty('next_step');
  expect(keys[0]).not.toHaveProperty('findings');
});

test('the report is not asked for', async () => {
  await leaked(OLD_KEY);

  expect(fake.count('GetCredentialReport')).toBe(0);
});

test('a key that is inactive already needs no command for that', async () => {
  fake.setLive(MEMBER, { accessKeys: [{ ...OLD, Status: 'Inactive' }] });
  const { keys } = await leakedJson(OLD_KEY);

  expect(keys[0]?.containment[0]).toMatchObject({ title: 'it is inactive', commands: [] });
});

test('another key of the user that works is named', async () => {
  fake.setLive(MEMBER, {
    accessKeys: [OLD, { AccessKeyId: accessKeyIdOf(MEMBER, 'OTHERK'), UserName: 'ci-deploy', CreateDate: new Date() }],
  });

  expect((await leaked(OLD_KEY)).out).toContain(`The other key ${accessKeyIdOf(MEMBER, 'OTHERK')} works too`);
});

describe('what may not be read is said, and never told as none', () => {
  test.each([
    ['ListAttachedUserPolicies', 'Quarantine  not known'],
    ['ListUserPolicies', 'the inline ones are not known'],
    ['ListGroupsForUser', 'Groups      not known'],
    ['ListAttachedGroupPolicies', 'admins: the managed ones are not known'],
  ] as const)('%s', async (operation, words) => {
    fake.setLive(MEMBER, { users: [{ UserName: 'ci-deploy', GroupList: ['admins'] }] });
    fake.always(MEMBER, operation, faults.accessDenied);
    const { code, out } = await leaked(OLD_KEY);

    expect(out).toContain(words);
    expect(out).toMatch(new RegExp(`Not known .*iam:${operation}`));
    expect(out).toContain('--status Inactive');
    expect(code).toBe(3);
  });

  test('the event history', async () => {
    fake.always(MEMBER, 'LookupEvents', faults.accessDenied);
    const { code, out } = await leaked(OLD_KEY);

    expect(out).toMatch(/Not known .*event history of member in us-east-1: access_denied/);
    expect(out).not.toMatch(/none found|nothing found/);
    expect(out).toContain(
      `iam-credential-exporter activity --config.file=config.yaml --key ${OLD_KEY} --event AssumeRole`,
    );
    expect(code).toBe(3);
  });

  test.each([
    [20, undefined],
    [21, 'what more than 20 sessions did that it got'],
  ])('what each of %d sessions did', async (count, unread) => {
    const ids = Array.from({ length: count }, (_, index) =>
      accessKeyIdOf(MEMBER, `SESSI${'ABCDEFGHIJKLMNOPQRSTU'[index] ?? ''}`, 'ASIA'),
    );
    fake.setLive(MEMBER, {
      events: ids.map((id) =>
        byLeakedKey({
          time: '2026-11-21T22:10:00Z',
          name: 'GetSessionToken',
          service: 'sts',
          response: credentialsOf(id, 'Nov 21, 2026, 11:10:00 PM'),
        }),
      ),
    });
    const { code, out } = await leaked(OLD_KEY);

    const asked = JSON.stringify(fake.requests.map(({ input }) => input));
    expect(ids.filter((id) => asked.includes(id))).toHaveLength(Math.min(count, 20));
    expect(/what more than \d+ sessions did that it got/.exec(out)?.[0]).toBe(unread);
    expect(code).toBe(unread === undefined ? 0 : 3);
  });

  test('sessions in an account that is not in the configuration', async () => {
    const other = accessKeyIdOf('999999999999', 'SESSIO', 'ASIA');
    fake.setLive(MEMBER, {
      events: [
        byLeakedKey({
          time: '2026-11-21T22:10:00Z',
          name: 'AssumeRole',
          service: 'sts',
          request: { roleArn: 'arn:aws:iam::999999999999:role/theirs' },
          response: credentialsOf(other, 'Nov 21, 2026, 11:10:00 PM'),
        }),
      ],
    });
    const { code, out } = await leaked(OLD_KEY);

    expect(out).toContain(`what ${other} did in the account 999999999999, which is not in the configuration`);
    expect(out).toContain('Run it in the account 999999999999:');
    expect(code).toBe(3);
  });
});
