/** What `whose` says of the key of a session: who issued it, as far as the event history has it. */
import { expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import { credentialsOf, eventOf, roleBy, userBy } from '../../support/key-story.ts';
import { ask, askJson, CONFIG, fake, MEMBER, OLD_KEY, OWN } from './whose-accounts.ts';

const SESSION = accessKeyIdOf(MEMBER, 'SESSIO', 'ASIA');
const BEFORE = accessKeyIdOf(OWN, 'BEFORE', 'ASIA');
const ROLE = `arn:aws:iam::${MEMBER}:role/team/deploy`;
const EXPIRES = 'Nov 21, 2026, 11:10:00 PM';

function assumed(accountId: string, by: Readonly<Record<string, unknown>>, keyId = SESSION, region = 'us-east-1') {
  return eventOf({
    accountId,
    region,
    service: 'sts',
    name: 'AssumeRole',
    time: '2026-11-21T22:10:00Z',
    by,
    request: { roleArn: ROLE, roleSessionName: 'build-7' },
    response: credentialsOf(keyId, EXPIRES),
  });
}

test('the user, the key and the role of the session, and when it ends', async () => {
  fake.setLive(MEMBER, { events: [assumed(MEMBER, userBy(MEMBER, 'ci-deploy', OLD_KEY))] });

  expect(await ask([SESSION])).toEqual({
    code: 1,
    error: '',
    out: `${SESSION}: the key of a session, which ends by itself
  Issued     2026-11-21 22:10 UTC AssumeRole: session of the role ${ROLE} ${SESSION} to the user ci-deploy with the key ${OLD_KEY} from 198.51.100.7, until 2026-11-21 23:10 UTC
`,
  });
});

test('no token is ever printed', async () => {
  fake.setLive(MEMBER, { events: [assumed(MEMBER, userBy(MEMBER, 'ci-deploy', OLD_KEY))] });
  const { out } = await ask([SESSION], { output: 'json' });

  expect(out).toContain(ROLE);
  expect(out).not.toContain('SECRET-TOKEN');
});

test('from session to session, and to the other account whose copy says more', async () => {
  fake.setLive(MEMBER, {
    events: [assumed(MEMBER, { type: 'AWSAccount', principalId: 'AIDAX', accountId: OWN }, SESSION)],
  });
  fake.setLive(OWN, {
    events: [
      assumed(OWN, roleBy(OWN, 'ci', 'runner', BEFORE)),
      assumed(OWN, userBy(OWN, 'ann', 'AKIABTX3GSDSQAANNSKE'), BEFORE),
    ],
  });
  const { keys } = await askJson(SESSION);

  expect(keys).toEqual([
    expect.objectContaining({
      issued: [
        expect.objectContaining({ account_id: OWN, by: 'the role ci (runner)', by_key: BEFORE, session_key: SESSION }),
        expect.objectContaining({ by: 'the user ann', by_key: 'AKIABTX3GSDSQAANNSKE', session_key: BEFORE }),
      ],
    }),
  ]);
});

test('where the account of the caller is not in the configuration, the copy of the other one is what there is', async () => {
  const there = { type: 'AWSAccount', principalId: 'AIDAX', accountId: '999999999999' };
  fake.setLive(MEMBER, { events: [assumed(MEMBER, there, SESSION)] });
  const { keys } = await askJson(SESSION);

  expect(keys).toEqual([
    expect.objectContaining({ issued: [expect.objectContaining({ account_id: MEMBER, session_key: SESSION })] }),
  ]);
});

test('it goes no further than five sessions', async () => {
  const chain = Array.from({ length: 7 }, (_, index) =>
    accessKeyIdOf(MEMBER, `CHAIN${'ABCDEFG'[index] ?? ''}`, 'ASIA'),
  );
  fake.setLive(MEMBER, {
    events: chain.map((keyId, index) =>
      assumed(MEMBER, roleBy(MEMBER, 'deploy', 'build-7', chain[index + 1] ?? OLD_KEY), keyId),
    ),
  });
  const { keys } = await askJson(chain[0] ?? '');

  expect(keys).toEqual([
    expect.objectContaining({
      issued: chain.slice(0, 5).map((keyId) => expect.objectContaining({ session_key: keyId }) as unknown),
    }),
  ]);
});

test('it does not go round in a circle', async () => {
  const round = assumed(MEMBER, roleBy(MEMBER, 'deploy', 'build-7', SESSION));
  fake.setLive(MEMBER, { events: [round] });

  await ask([SESSION]);

  expect(fake.count('LookupEvents')).toBe(1);
});

test('the region of the account is asked too', async () => {
  const account = CONFIG.replace(/roleArn: "[^"]+"/, '$&, region: eu-central-1');
  fake.setLive(MEMBER, {
    events: [assumed(MEMBER, userBy(MEMBER, 'ci-deploy', OLD_KEY), SESSION, 'eu-central-1')],
  });
  const { out } = await ask([SESSION], {}, account);

  expect(out).toContain('to the user ci-deploy');
});

test('not found is said with what was looked at, and never as nobody', async () => {
  const { code, out } = await ask([SESSION]);

  expect(out).toBe(`${SESSION}: the key of a session, which ends by itself
  Issued     not found in the event history of member (${MEMBER}) in us-east-1 since 2026-08-24
`);
  expect(code).toBe(1);
});

test('where the history may not be read, nobody says that it was not found', async () => {
  fake.always(MEMBER, 'LookupEvents', faults.accessDenied);
  const { code, out, error } = await ask([SESSION]);

  expect(out).not.toContain('Issued');
  expect(out).toMatch(/Not known {2}the event history of member in us-east-1: access_denied/);
  expect(error).toBe('');
  expect(code).toBe(3);
});

test('a session of an account that is not in the configuration says so', async () => {
  const foreign = accessKeyIdOf('999999999999', 'SESSIO', 'ASIA');

  expect(await ask([foreign])).toEqual({
    code: 1,
    error: '',
    out: `${foreign}: the key of a session, which ends by itself
  Issued     not looked for: its id names the account 999999999999, which is not in the configuration
`,
  });
});
