/** What `whose` says of the life of a key and of who uses it, by the event history. */
import { describe, expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { faults } from '../../support/fake-aws/faults.ts';
import { eventOf, type EventOf, roleBy, userBy } from '../../support/key-story.ts';
import { accessKey, at } from '../../support/model-values.ts';
import { ask, askJson, fake, MEMBER, NEW_KEY, OLD, OLD_KEY, report } from './whose-accounts.ts';

const ADMIN = roleBy(MEMBER, 'admin', 'ann@example.com', 'ASIAGO645SY5AAADMIN7');
const ANN = userBy(MEMBER, 'ann', 'AKIAGO645SY5AAANNSK7');

const inMember = (given: Omit<EventOf, 'accountId'>) => eventOf({ accountId: MEMBER, ...given });
const change = (name: string, time: string, more: Partial<EventOf> = {}) =>
  inMember({ name, time, by: ADMIN, request: { userName: 'ci-deploy', accessKeyId: OLD_KEY }, ...more });
const created = (time: string) =>
  change('CreateAccessKey', time, {
    by: ANN,
    request: { userName: 'ci-deploy' },
    response: { accessKey: { userName: 'ci-deploy', accessKeyId: OLD_KEY, status: 'Active' } },
  });
const otherCreated = (time: string) => ({
  ...created(time),
  responseElements: { accessKey: { userName: 'ci-deploy', accessKeyId: NEW_KEY, status: 'Active' } },
});
const status = (to: string, time: string, more: Partial<EventOf> = {}) =>
  change('UpdateAccessKey', time, {
    request: { userName: 'ci-deploy', accessKeyId: OLD_KEY, status: to },
    ...more,
  });

function lifeOf(out: string): string[] {
  const lines = out.split('\n').map((line) => line.slice(13));
  const first = out.split('\n').findIndex((line) => line.startsWith('  Life '));
  const rest = out.split('\n').slice(first + 1);
  const more = rest.findIndex((line) => !line.startsWith('             '));
  return first === -1 ? [] : lines.slice(first, first + 1 + more);
}

test('who created it, who changed its state and when, the oldest first', async () => {
  fake.setLive(MEMBER, {
    accessKeys: [{ ...OLD, CreateDate: new Date('2026-09-01T10:00:00Z') }],
    events: [
      status('Active', '2026-11-03T09:00:00Z'),
      status('Inactive', '2026-11-02T09:00:00Z'),
      created('2026-09-01T10:00:00Z'),
    ],
  });
  const { out } = await ask([OLD_KEY]);

  expect(lifeOf(out)).toEqual([
    '2026-09-01 10:00 UTC created by the user ann from 198.51.100.7',
    '2026-11-02 09:00 UTC deactivated by the role admin (ann@example.com) from 198.51.100.7',
    '2026-11-03 09:00 UTC activated by the role admin (ann@example.com) from 198.51.100.7',
  ]);
});

test('a change that AWS refused is none', async () => {
  fake.setLive(MEMBER, { events: [status('Inactive', '2026-11-02T09:00:00Z', { error: 'AccessDenied' })] });

  expect((await askJson(OLD_KEY)).keys).toEqual([expect.objectContaining({ life: [] })]);
});

test('a key that was deleted has a life, which says by whom', async () => {
  fake.setLive(MEMBER, { accessKeys: [], events: [change('DeleteAccessKey', '2026-11-20T09:00:00Z')] });
  const { code, out } = await ask([OLD_KEY]);

  expect(out).toContain(`${OLD_KEY}: the account ${MEMBER} has no such key`);
  expect(lifeOf(out)).toEqual([
    'created before 2026-08-24, which is older than the event history',
    '2026-11-20 09:00 UTC deleted by the role admin (ann@example.com) from 198.51.100.7',
  ]);
  expect(code).toBe(1);
});

test.each([
  ['created before 2026-08-24, which is older than the event history', '2025-01-01T00:00:00Z'],
  ['its creation is not in the event history', '2026-09-01T10:00:00Z'],
])('of a key that is inactive nobody says that its state was not changed: %s', async (creation, created) => {
  fake.setLive(MEMBER, { accessKeys: [{ ...OLD, CreateDate: new Date(created), Status: 'Inactive' }] });

  expect(lifeOf((await ask([OLD_KEY])).out)).toEqual([
    `${creation}; its deactivation is not in the event history: it is older, or CloudTrail has it in some minutes`,
  ]);
});

test('of one that is active it is said', async () => {
  expect(lifeOf((await ask([OLD_KEY])).out)).toEqual([
    'created before 2026-08-24, which is older than the event history, and nobody changed its state since',
  ]);
});

test('where the id does not find who created it, the moment of its creation does', async () => {
  fake.setLive(MEMBER, {
    accessKeys: [{ AccessKeyId: OLD_KEY, UserName: 'ci-deploy', CreateDate: new Date('2026-09-01T10:00:00Z') }],
    events: [created('2026-09-01T10:00:01Z'), otherCreated('2026-09-01T10:00:01Z'), created('2026-09-01T11:00:00Z')],
  });
  fake.script(MEMBER, 'LookupEvents', [{ kind: 'html', status: 200, body: '{"Events":[]}' }]);
  const { out } = await ask([OLD_KEY]);

  expect(lifeOf(out)).toEqual(['2026-09-01 10:00 UTC created by the user ann from 198.51.100.7']);
});

describe('the event history may not be read', () => {
  test('one line says so, nothing of it is told as "none", and the answer is not complete', async () => {
    fake.always(MEMBER, 'LookupEvents', faults.accessDenied);
    const { code, out } = await ask([OLD_KEY]);

    expect(out).not.toMatch(/Life|Used by/);
    expect(out.match(/Not known/g)).toHaveLength(2);
    expect(out).toMatch(
      /Not known {2}the event history of member in us-east-1: access_denied: .*cloudtrail:LookupEvents/,
    );
    expect(out).toContain('aws iam create-access-key');
    expect(code).toBe(3);
  });

  test('without it the next step leads to the history', async () => {
    fake.always(MEMBER, 'LookupEvents', faults.accessDenied);
    twoKeys();

    expect((await ask([OLD_KEY])).out).toContain('aws cloudtrail lookup-events --region eu-central-1 --max-items 50');
  });
});

function twoKeys(): void {
  fake.setLive(MEMBER, {
    accessKeys: [OLD, { AccessKeyId: NEW_KEY, UserName: 'ci-deploy', CreateDate: new Date('2026-11-01T00:00:00Z') }],
  });
  report(MEMBER, [
    { ...accessKey(), slot: '1', lastRotated: at('2026-11-01T00:00:00Z'), lastUsed: 'never' },
    { ...accessKey(), slot: '2', lastRotated: at('2025-01-01T00:00:00Z'), lastUsed: at('2026-11-21T23:00:00Z') },
  ]);
}

describe('who uses it', () => {
  const call = (minute: number, more: Partial<EventOf> = {}) =>
    inMember({
      name: 'DescribeInstances',
      service: 'ec2',
      region: 'eu-central-1',
      by: userBy(MEMBER, 'ci-deploy', OLD_KEY),
      time: `2026-11-21T22:${String(minute).padStart(2, '0')}:00Z`,
      ...more,
    });

  test('services, addresses and programs of its newest calls, where it was last used, the most frequent first', async () => {
    twoKeys();
    fake.setLive(MEMBER, {
      events: [
        call(1),
        call(2),
        call(3, { service: 'sqs', address: '203.0.113.9', agent: 'Boto3/1.40' }),
        call(4, { by: userBy(MEMBER, 'ci-deploy', NEW_KEY), service: 'sns' }),
        call(5, { region: 'us-east-1', service: 'sts' }),
      ],
    });
    const { out } = await ask([OLD_KEY]);

    expect(out).toContain(`  Used by    its last 3 calls in eu-central-1: ec2 (2), sqs (1)
             from 198.51.100.7 (2), 203.0.113.9 (1)
             with aws-cli/2.30.1 (2), Boto3/1.40 (1)
  Next step  Find what still uses it, and give it the newer key ${NEW_KEY}. The event history has no reads and writes of objects in S3 and the like.
`);
    expect(out).not.toContain('aws cloudtrail');
  });

  test('of many calls only the newest 50 count, and that there are older ones makes nothing incomplete', async () => {
    fake.setLive(MEMBER, {
      events: Array.from({ length: 60 }, (_, minute) => call(minute % 60, { service: minute < 10 ? 'old' : 'ec2' })),
    });
    const { code, keys } = await askJson(OLD_KEY);

    expect(keys).toEqual([
      expect.objectContaining({
        used_by: expect.objectContaining({ calls: 50, services: [{ name: 'ec2', calls: 50 }] }),
      }),
    ]);
    expect(code).toBe(0);
  });

  test.each([50, 51, 60])('of %d calls one page is asked for', async (count) => {
    fake.setLive(MEMBER, { events: Array.from({ length: count }, (_, minute) => call(minute % 60)) });
    await ask([OLD_KEY]);

    const asked = fake.requests.filter(
      ({ operation, signingRegion }) => operation === 'LookupEvents' && signingRegion === 'eu-central-1',
    );
    expect(asked).toHaveLength(1);
  });

  test('a key that was never used is not looked for', async () => {
    fake.setLive(MEMBER, {
      accessKeys: [{ AccessKeyId: OLD_KEY, UserName: 'ci-deploy', CreateDate: OLD.CreateDate ?? new Date() }],
    });
    await ask([OLD_KEY]);

    expect(fake.count('LookupEvents')).toBe(1);
  });
});

test('a key whose id names an account that is not configured is looked for nowhere', async () => {
  await ask([accessKeyIdOf('999999999999', 'NEVERA', 'ASIA')]);

  expect(fake.count('LookupEvents')).toBe(0);
});
