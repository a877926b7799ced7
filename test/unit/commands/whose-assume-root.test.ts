/** What `whose` says of a session of a member account's root, which a user of another account got by AssumeRoot. */
import { expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { credentialsOf, eventOf, userBy } from '../../support/key-story.ts';
import { ask, CONFIG, fake, MEMBER, OLD, OLD_KEY, OWN } from './whose-accounts.ts';

const ROOT_SESSION = accessKeyIdOf(OWN, 'SESSIO', 'ASIA');

function assumeRoot(targetPrincipal: string): void {
  fake.setLive(MEMBER, {
    accessKeys: [OLD],
    events: [
      eventOf({
        accountId: MEMBER,
        service: 'sts',
        name: 'AssumeRoot',
        time: '2026-11-21T22:10:00Z',
        by: userBy(MEMBER, 'ci-deploy', OLD_KEY),
        request: { targetPrincipal, taskPolicyArn: { arn: 'arn:aws:iam::aws:policy/root-task/X' } },
        response: credentialsOf(ROOT_SESSION, 'Nov 21, 2026, 10:25:00 PM'),
      }),
    ],
  });
  fake.setLive(OWN, {
    events: [
      eventOf({
        accountId: OWN,
        by: {
          type: 'Root',
          principalId: OWN,
          arn: `arn:aws:iam::${OWN}:root`,
          accountId: OWN,
          accessKeyId: ROOT_SESSION,
        },
        time: '2026-11-21T22:12:00Z',
        name: 'CreateUser',
        request: { userName: 'second-door' },
      }),
    ],
  });
}

test.each([OWN, `arn:aws:iam::${OWN}:root`])('what it did is looked for in the account %s', async (targetPrincipal) => {
  assumeRoot(targetPrincipal);
  const { out, code } = await ask([OLD_KEY], { leaked: true });

  expect(out).toContain(`AssumeRoot: session of root of the account ${OWN} ${ROOT_SESSION}, until`);
  expect(out).toContain(`CreateUser user second-door in ${OWN}`);
  expect(out).toMatch(
    new RegExp(`Step \\d +It got a session of root of the account ${OWN}\\. No deny on a user .* stops`),
  );
  expect(code).toBe(0);
});

test('of an account that is not in the configuration, nobody says that nothing was found', async () => {
  assumeRoot('999999999999');
  const { out, code } = await ask([OLD_KEY], { leaked: true });

  expect(out).toContain(`what ${ROOT_SESSION} did in the account 999999999999, which is not in the configuration`);
  expect(out).not.toContain('nothing found');
  expect(code).toBe(3);
});

test('as JSON its account is named', async () => {
  assumeRoot(OWN);
  const { out } = await ask([OLD_KEY], { leaked: true, output: 'json' });

  expect(JSON.parse(out)).toMatchObject({ keys: [{ sessions: [{ session_key: ROOT_SESSION, root_of: OWN }] }] });
});

test('of its key, a deny on the user who got it is no containment', async () => {
  assumeRoot(OWN);
  const inMember = eventOf({
    accountId: OWN,
    service: 'sts',
    name: 'AssumeRoot',
    time: '2026-11-21T22:10:00Z',
    by: userBy(MEMBER, 'ci-deploy', OLD_KEY),
    request: { targetPrincipal: OWN },
    response: credentialsOf(ROOT_SESSION, 'Nov 21, 2026, 10:25:00 PM'),
  });
  fake.setLive(OWN, { events: [inMember] });
  const { out } = await ask([ROOT_SESSION], { leaked: true }, CONFIG);

  expect(out).toContain(`It got a session of root of the account ${OWN}.`);
  expect(out).not.toContain('put-user-policy');
  expect(out).toContain(`whose --config.file=config.yaml --leaked ${OLD_KEY}`);
});
