/** What `whose --leaked` says of keys that are not a user's: each has its own answer. */
import { describe, expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import { credentialsOf, eventOf, userBy } from '../../support/key-story.ts';
import { ask, fake, FOREIGN, FOREIGN_KEY, MEMBER, OLD_KEY, OWN, ROOT_KEY } from './whose-accounts.ts';

const SESSION = accessKeyIdOf(MEMBER, 'SESSIO', 'ASIA');

interface Step {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly { readonly account_id?: string; readonly command: string }[];
}

async function contain(keyId: string) {
  const { code, out } = await ask([keyId], { leaked: true, output: 'json' });
  const [key] = (JSON.parse(out) as { keys: { containment: readonly Step[] }[] }).keys;
  const steps = key?.containment ?? [];
  return { code, steps, titles: steps.map(({ title }) => title), commands: steps.flatMap(({ commands }) => commands) };
}

test('nobody but root deactivates the key of root, and no policy stops its sessions', async () => {
  const { code, steps, titles } = await contain(ROOT_KEY);

  expect(titles.slice(0, 2)).toEqual(['deactivate it as root', 'sessions of root']);
  expect(steps.slice(0, 2).flatMap(({ commands }) => commands)).toEqual([]);
  expect(titles).toContain('look again');
  expect(code).toBe(0);
});

test('of a session of a role, the sessions of the role are denied in its account, and the key behind it is looked at', async () => {
  fake.setLive(MEMBER, {
    events: [
      eventOf({
        accountId: MEMBER,
        service: 'sts',
        name: 'AssumeRole',
        time: '2026-11-22T09:30:00Z',
        by: userBy(OWN, 'ann', OLD_KEY),
        request: { roleArn: `arn:aws:iam::${MEMBER}:role/team/deploy` },
        response: credentialsOf(SESSION, 'Nov 22, 2026, 10:30:00 AM'),
      }),
    ],
  });
  const { commands } = await contain(SESSION);

  expect(commands.slice(0, 2)).toEqual([
    {
      account_id: MEMBER,
      command: expect.stringMatching(/^aws iam put-role-policy --role-name=deploy .*TokenIssueTime/),
    },
    { command: `iam-credential-exporter whose --config.file=config.yaml --leaked ${OLD_KEY}` },
  ]);
});

const KEPT_BY_IDENTITY_CENTER = `arn:aws:iam::${MEMBER}:role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_Audit_0a1b2c3d4e5f6071`;
const KEPT_BY_A_SERVICE = `arn:aws:iam::${MEMBER}:role/aws-service-role/batch.amazonaws.com/AWSServiceRoleForBatch`;

describe.each([
  ['Identity Center', KEPT_BY_IDENTITY_CENTER, /in Identity Center/, /AWSReservedSSO_Audit_.*permission set Audit /],
  ['a service', KEPT_BY_A_SERVICE, /of a service/, /only the service batch\.amazonaws\.com can/],
])('a role of %s, which IAM lets nobody change', (_whose, roleArn, title, text) => {
  const assumed = (by: Readonly<Record<string, unknown>>) =>
    eventOf({
      accountId: MEMBER,
      service: 'sts',
      name: 'AssumeRole',
      time: '2026-11-22T09:30:00Z',
      by,
      request: { roleArn },
      response: credentialsOf(SESSION, 'Nov 22, 2026, 10:30:00 AM'),
    });
  const words = expect.objectContaining({
    title: expect.stringMatching(title),
    text: expect.stringMatching(text),
    commands: [],
  });

  test('its session gets no command that is refused', async () => {
    fake.setLive(MEMBER, { events: [assumed({ type: 'SAMLUser', userName: 'ann@example.com' })] });
    const { steps } = await contain(SESSION);

    expect(steps[0]).toEqual(words);
  });

  test('nor does it where a key got the session', async () => {
    fake.setLive(MEMBER, { events: [assumed(userBy(MEMBER, 'ci-deploy', OLD_KEY))] });
    const { steps, commands } = await contain(OLD_KEY);

    expect(steps).toContainEqual(words);
    expect(commands.filter(({ command }) => command.includes('put-role-policy'))).toEqual([]);
  });
});

test('of a session of a user, those of the user are', async () => {
  fake.setLive(MEMBER, {
    events: [
      eventOf({
        accountId: MEMBER,
        service: 'sts',
        name: 'GetSessionToken',
        time: '2026-11-22T09:30:00Z',
        by: userBy(MEMBER, 'ci-deploy', OLD_KEY),
        response: credentialsOf(SESSION, 'Nov 22, 2026, 10:30:00 AM'),
      }),
    ],
  });
  const { commands } = await contain(SESSION);

  expect(commands[0]).toEqual({
    account_id: MEMBER,
    command: expect.stringMatching(/^aws iam put-user-policy --user-name=ci-deploy .*TokenIssueTime/),
  });
});

test('of a session that nobody knows, it leads to what the session did', async () => {
  const { titles, commands } = await contain(SESSION);

  expect(titles[0]).toBe('find whose session it is');
  expect(commands[0]).toEqual({
    command: `iam-credential-exporter activity --config.file=config.yaml --key ${SESSION}`,
  });
});

test('a key of another account is for its people', async () => {
  const { code, steps, commands } = await contain(FOREIGN_KEY);

  expect(steps.map(({ text }) => text)).toEqual([expect.stringContaining(`the account ${FOREIGN}`)]);
  expect(commands).toEqual([]);
  expect(code).toBe(1);
});

test('the user of a key that was deleted is in the record of its deletion', async () => {
  fake.setLive(MEMBER, {
    accessKeys: [],
    events: [
      eventOf({
        accountId: MEMBER,
        name: 'DeleteAccessKey',
        time: '2026-11-22T09:30:00Z',
        by: userBy(MEMBER, 'ann', 'AKIAGO645SY5AAANNSK7'),
        request: { userName: 'ci-deploy', accessKeyId: OLD_KEY },
      }),
    ],
  });
  const { code, titles, commands } = await contain(OLD_KEY);

  expect(titles[0]).toBe('nothing to deactivate');
  expect(commands[0]).toMatchObject({ account_id: MEMBER, command: expect.stringContaining('--user-name=ci-deploy') });
  expect(code).toBe(1);
});

test('a key at which nobody could look is not called contained', async () => {
  fake.always(MEMBER, 'GetAccessKeyLastUsed', faults.accessDenied);
  const { code, titles, commands } = await contain(OLD_KEY);

  expect(titles).toEqual(['look with other credentials']);
  expect(commands[0]?.command).toBe(`aws iam get-access-key-last-used --access-key-id ${OLD_KEY}`);
  expect(code).toBe(3);
});
