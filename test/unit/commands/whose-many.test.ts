/** Many keys at once: which of them to deal with first, and how far the command is. */
import { beforeEach, expect, test } from '@jest/globals';
import { accessKeyIdOf } from '../../support/access-key-ids.ts';
import { byLeakedKey, QUARANTINE, SESSION } from './leaked-story.ts';
import { ask, fake, FOREIGN_KEY, MEMBER, OLD, OLD_KEY, ROOT_KEY } from './whose-accounts.ts';

const keyOf = (name: string) => accessKeyIdOf(MEMBER, name);
const [PUBLIC, OLDER, IDLE, ASLEEP, GONE] = [
  keyOf('PUBLIC'),
  keyOf('OLDERK'),
  keyOf('IDLEKE'),
  keyOf('ASLEEP'),
  keyOf('GONEKY'),
];
const CreateDate = new Date('2026-11-12T10:00:00Z');
const used = (day: string) => ({ LastUsedDate: new Date(`${day}T10:00:00Z`), ServiceName: 'iam', Region: 'us-east-1' });

beforeEach(() => {
  fake.setLive(MEMBER, {
    accessKeys: [
      OLD,
      { AccessKeyId: IDLE, UserName: 'idle', CreateDate },
      { AccessKeyId: ASLEEP, UserName: 'asleep', CreateDate, Status: 'Inactive', lastUsed: used('2026-11-22') },
      { AccessKeyId: OLDER, UserName: 'older', CreateDate, lastUsed: used('2026-11-14') },
      { AccessKeyId: PUBLIC, UserName: 'public', CreateDate, lastUsed: used('2026-11-13') },
    ],
    users: ['ci-deploy', 'idle', 'asleep', 'older', 'public'].map((UserName) => ({
      UserName,
      AttachedManagedPolicies:
        UserName === 'public' ? [{ PolicyName: QUARANTINE, PolicyArn: `arn:aws:iam::aws:policy/${QUARANTINE}` }] : [],
    })),
  });
});

const tableIn = (out: string) =>
  out
    .slice(0, out.indexOf('\n\n'))
    .split('\n')
    .map((line) => line.split(/ {2,}/));

test('a table above the answers has the most urgent key first', async () => {
  const asked = [GONE, ASLEEP, SESSION, FOREIGN_KEY, IDLE, OLDER, OLD_KEY, ROOT_KEY, PUBLIC];
  const { out } = await ask(asked, { leaked: true });

  expect(tableIn(out)).toEqual([
    ['KEY ID', 'ACCOUNT', 'USER', 'STATUS', 'DAYS OLD', 'LAST USED', 'FOR', 'NEXT STEP'],
    [PUBLIC, 'member', 'public', 'active, quarantined', '10', '2026-11-13', 'iam, us-east-1', 'deactivate it'],
    [ROOT_KEY, 'own', 'root', 'not known', 'never', 'deactivate it as root'],
    [OLD_KEY, 'member', 'ci-deploy', 'active', '690', '2026-11-21', 's3, eu-central-1', 'deactivate it'],
    [OLDER, 'member', 'older', 'active', '10', '2026-11-14', 'iam, us-east-1', 'deactivate it'],
    [IDLE, 'member', 'idle', 'active', '10', 'never', 'deactivate it'],
    [SESSION, 'of a session', 'find whose session it is'],
    [FOREIGN_KEY, '777788889999', 'foreign', 'tell its account'],
    [ASLEEP, 'member', 'asleep', 'inactive', '10', '2026-11-22', 'iam, us-east-1', 'it is inactive'],
    [GONE, MEMBER, 'gone', 'nothing to deactivate'],
  ]);
  // The answers stay in the order in which the keys were given.
  expect(out.match(/^A(?:KIA|SIA)\w+(?=:)/gm)).toEqual(asked);
});

test('without --leaked it has the next step of the rotation', async () => {
  const { out } = await ask([IDLE, OLD_KEY]);

  expect(tableIn(out).map((row) => [row[0], row.at(-1)])).toEqual([
    ['KEY ID', 'NEXT STEP'],
    [OLD_KEY, 'create a second key'],
    [IDLE, expect.any(String)],
  ]);
});

test('one key needs no table', async () => {
  expect((await ask([OLD_KEY])).out).not.toContain('KEY ID');
});

test('how far it is, is said from time to time', async () => {
  fake.setLive(MEMBER, {
    events: Array.from({ length: 700 }, () =>
      byLeakedKey({ time: '2026-11-21T22:10:00Z', name: 'ListBuckets', service: 's3' }),
    ),
  });
  const { error } = await ask([OLDER, OLD_KEY], { leaked: true });

  expect(error).toMatch(/^(\d+ requests, \d+ records, \d of 2 keys done\n)+$/);
});
