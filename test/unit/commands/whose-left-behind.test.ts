/** What `whose --leaked` says of what a key made and changed, and how that is stopped. */
import { describe, expect, test } from '@jest/globals';
import { eventOf, type EventOf, userBy } from '../../support/key-story.ts';
import { byLeakedKey } from './leaked-story.ts';
import { ask, fake, MEMBER, OLD_KEY, ROOT_KEY } from './whose-accounts.ts';

type Given = Partial<Omit<EventOf, 'accountId' | 'by'>>;

const TIME = '2026-11-21T22:10:00Z';
const did = (name: string, request: object, more: Given = {}) => byLeakedKey({ time: TIME, name, request, ...more });
const POLICY = 'arn:aws:iam::aws:policy/AdministratorAccess';
const TRAIL = `arn:aws:cloudtrail:eu-central-1:${MEMBER}:trail/all`;

interface Step {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly { readonly account_id?: string; readonly command: string }[];
}

async function stepsAfter(...events: ReturnType<typeof did>[]): Promise<ReadonlyMap<string, readonly string[]>> {
  fake.setLive(MEMBER, { events });
  const { out } = await ask([OLD_KEY], { leaked: true, output: 'json' });
  const [key] = (JSON.parse(out) as { keys: { containment: readonly Step[] }[] }).keys;
  return new Map(key?.containment.map(({ title, commands }) => [title, commands.map(({ command }) => command)]));
}

const madeUser = did('CreateUser', { userName: 'backdoor' });
const madeKey = did(
  'CreateAccessKey',
  { userName: 'backdoor' },
  { response: { accessKey: { userName: 'backdoor', accessKeyId: 'AKIAGO645SY5AABACKD7' } } },
);

test('what it made is stopped before the sessions of its roles are revoked: a key that it made gets newer ones', async () => {
  const assumed = did(
    'AssumeRole',
    { roleArn: `arn:aws:iam::${MEMBER}:role/app`, roleSessionName: 'x' },
    { service: 'sts' },
  );
  const titles = [...(await stepsAfter(madeUser, madeKey, assumed)).keys()];

  expect(titles.indexOf('stop what it made')).toBeGreaterThan(0);
  expect(titles.indexOf('revoke the sessions of its roles')).toBeGreaterThan(titles.indexOf('stop what it made'));
});

describe('what it changed so that somebody can come back, or is not seen', () => {
  const trail = { service: 'cloudtrail', region: 'eu-central-1' };

  test.each<[name: string, request: object, more: Given, target: string]>([
    ['AttachUserPolicy', { userName: 'ann', policyArn: POLICY }, {}, `user ann, policy ${POLICY}`],
    ['PutUserPolicy', { userName: 'ann', policyName: 'all' }, {}, 'user ann, policy all'],
    ['AttachGroupPolicy', { groupName: 'staff', policyArn: POLICY }, {}, `group staff, policy ${POLICY}`],
    ['PutGroupPolicy', { groupName: 'staff', policyName: 'all' }, {}, 'group staff, policy all'],
    ['AddUserToGroup', { userName: 'ann', groupName: 'admins' }, {}, 'user ann, group admins'],
    ['AttachRolePolicy', { roleName: 'app', policyArn: POLICY }, {}, `role app, policy ${POLICY}`],
    ['PutRolePolicy', { roleName: 'app', policyName: 'all' }, {}, 'role app, policy all'],
    ['UpdateAssumeRolePolicy', { roleName: 'app' }, {}, 'role app'],
    ['CreatePolicyVersion', { policyArn: POLICY }, {}, `policy ${POLICY}`],
    ['SetDefaultPolicyVersion', { policyArn: POLICY }, {}, `policy ${POLICY}`],
    ['UpdateLoginProfile', { userName: 'ann' }, {}, 'user ann'],
    ['StopLogging', { name: TRAIL }, trail, 'trail all'],
    ['DeleteTrail', { name: 'all' }, trail, 'trail all'],
    ['UpdateTrail', { name: 'all' }, trail, 'trail all'],
    ['PutEventSelectors', { trailName: 'all' }, trail, 'trail all'],
  ])('%s', async (name, request, more, target) => {
    fake.setLive(MEMBER, { events: [did(name, request, more)] });
    const { out } = await ask([OLD_KEY], { leaked: true });

    expect(out).toContain(`  Changed     2026-11-21 22:10 UTC ${name} ${target} in ${MEMBER} from 198.51.100.7\n`);
  });

  test('a key that it activated, and not one that it deactivated, or of which AWS refused it', async () => {
    const request = { userName: 'ann', accessKeyId: 'AKIAGO645SY5AAANNSK7' };
    fake.setLive(MEMBER, {
      events: [
        did('UpdateAccessKey', { ...request, status: 'Active' }),
        did('UpdateAccessKey', { ...request, status: 'Inactive' }),
        did('UpdateAccessKey', { ...request, status: 'Active' }, { error: 'AccessDenied' }),
      ],
    });
    const { out } = await ask([OLD_KEY], { leaked: true });

    expect(out.match(/UpdateAccessKey.*/g)).toEqual([
      `UpdateAccessKey user ann, access key AKIAGO645SY5AAANNSK7 to Active in ${MEMBER} from 198.51.100.7`,
    ]);
  });

  test('nothing is told as none before it says what is in no list', async () => {
    const { out } = await ask([OLD_KEY], { leaked: true });

    expect(out).toContain(`  Changed     nothing found
  Not listed  instances, functions and all else that it did: see iam-credential-exporter activity --config.file=config.yaml --key ${OLD_KEY} --since 89d --summary
`);
  });

  test('what was made has the address from which it was made', async () => {
    fake.setLive(MEMBER, { events: [madeUser] });

    expect((await ask([OLD_KEY], { leaked: true })).out).toContain(
      `  Made        2026-11-21 22:10 UTC CreateUser user backdoor in ${MEMBER} from 198.51.100.7\n`,
    );
  });

  test('as JSON', async () => {
    fake.setLive(MEMBER, { events: [did('StopLogging', { name: TRAIL }, trail)] });
    const { out } = await ask([OLD_KEY], { leaked: true, output: 'json' });

    expect(JSON.parse(out)).toMatchObject({ keys: [{ made: [], changed: [{ event: 'StopLogging', trail: TRAIL }] }] });
  });
});

describe('how it is stopped', () => {
  test.each(['CreateLoginProfile', 'UpdateLoginProfile'])(
    'a user that was there before keeps its rights, and loses the password of %s',
    async (name) => {
      const steps = await stepsAfter(did(name, { userName: 'ann' }));

      expect(steps.get('take its passwords off')).toEqual([
        'aws iam delete-login-profile --user-name=ann',
        expect.stringMatching(/^aws iam put-user-policy --user-name=ann .*TokenIssueTime/),
      ]);
      expect([...steps.values()].flat().join('\n')).not.toContain('--policy-name deny-all');
    },
  );

  test('a user that it made is denied everything, with its password and its policies', async () => {
    const steps = await stepsAfter(
      madeUser,
      did('CreateLoginProfile', { userName: 'backdoor' }),
      did('AttachUserPolicy', { userName: 'backdoor', policyArn: POLICY }),
    );

    expect(steps.get('stop what it made')).toEqual([
      expect.stringContaining('--user-name=backdoor --policy-name deny-all'),
    ]);
    expect([...steps.keys()].filter((title) => /passwords|put back/.test(title))).toEqual([]);
  });

  test('what it attached is detached, and what has no command is not forgotten', async () => {
    const steps = await stepsAfter(
      did('AttachUserPolicy', { userName: 'ann', policyArn: POLICY }),
      did('AttachGroupPolicy', { groupName: 'staff', policyArn: POLICY }),
      did('AttachRolePolicy', { roleName: 'app', policyArn: POLICY }),
      did('AddUserToGroup', { userName: 'ann', groupName: 'admins' }),
      did('UpdateAccessKey', { userName: 'ann', accessKeyId: 'AKIAGO645SY5AAANNSK7', status: 'Active' }),
      did('StopLogging', { name: TRAIL }, { service: 'cloudtrail', region: 'eu-central-1' }),
    );

    expect(new Set(steps.get('put back what it changed'))).toEqual(
      new Set([
        `aws iam detach-user-policy --user-name=ann --policy-arn='${POLICY}'`,
        `aws iam detach-group-policy --group-name=staff --policy-arn='${POLICY}'`,
        `aws iam detach-role-policy --role-name=app --policy-arn='${POLICY}'`,
        'aws iam remove-user-from-group --user-name=ann --group-name=admins',
        'aws iam update-access-key --user-name=ann --access-key-id AKIAGO645SY5AAANNSK7 --status Inactive',
        `aws cloudtrail start-logging --region eu-central-1 --name='${TRAIL}'`,
      ]),
    );
    expect(
      (await stepsAfter(did('UpdateAssumeRolePolicy', { roleName: 'app' }))).get('put back what it changed'),
    ).toEqual([]);
  });

  test('the keys that it made are looked at too', async () => {
    const steps = await stepsAfter(madeUser, madeKey);

    expect(steps.get('look again')).toContain(
      `iam-credential-exporter whose --config.file=config.yaml --leaked ${OLD_KEY} AKIAGO645SY5AABACKD7`,
    );
  });
});

describe('no role is known that it assumed', () => {
  test('one command asks for those, and none has a name to fill in', async () => {
    const steps = await stepsAfter();

    expect(steps.get('look for its roles')).toEqual([
      `iam-credential-exporter activity --config.file=config.yaml --key ${OLD_KEY} --event AssumeRole`,
    ]);
    expect([...steps.values()].flat().join('\n')).not.toContain('ROLE');
  });

  test('root can assume none', async () => {
    const { out } = await ask([ROOT_KEY], { leaked: true });

    expect(out).not.toMatch(/AssumeRole|Sessions of a role/);
  });
});

test('who used it in another region than its programs is told', async () => {
  const call = (service: string, region: string, address: string) =>
    eventOf({
      accountId: MEMBER,
      by: userBy(MEMBER, 'ci-deploy', OLD_KEY),
      time: TIME,
      name: 'List',
      service,
      region,
      address,
    });
  fake.setLive(MEMBER, {
    events: [
      call('sqs', 'eu-central-1', '198.51.100.7'),
      call('sqs', 'eu-central-1', '198.51.100.7'),
      call('iam', 'us-east-1', '203.0.113.66'),
    ],
  });

  expect((await ask([OLD_KEY], { leaked: true })).out).toContain(
    `  Used by     its last 3 calls in eu-central-1 (2), us-east-1 (1): sqs (2), iam (1)
              from 198.51.100.7 (2), 203.0.113.66 (1)
`,
  );
});
