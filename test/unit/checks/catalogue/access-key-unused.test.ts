import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { accessKeyUnused } from '../../../../src/checks/catalogue/access-key-unused.ts';
import type { AccessKey } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const LIMIT = { maxUnusedDays: 45 };

test.each<{ name: string; key: Partial<AccessKey>; expected: Outcome[] }>([
  {
    name: 'used today',
    key: { lastRotated: daysAgo(400), lastUsed: NOW },
    expected: [{ credential: '1', status: 'pass', days: 0 }],
  },
  {
    name: 'idle for 44 days',
    key: { lastRotated: daysAgo(400), lastUsed: daysAgo(44) },
    expected: [{ credential: '1', status: 'pass', days: 44 }],
  },
  {
    name: 'idle for a second short of 45 days',
    key: { lastRotated: daysAgo(400), lastUsed: daysAgo(45) + SECOND },
    expected: [{ credential: '1', status: 'pass', days: 44 }],
  },
  {
    name: 'idle for exactly 45 days',
    key: { lastRotated: daysAgo(400), lastUsed: daysAgo(45) },
    expected: [{ credential: '1', status: 'open', days: 45 }],
  },
  {
    name: 'never used, made 44 days ago',
    key: { lastRotated: daysAgo(44), lastUsed: 'never' },
    expected: [{ credential: '1', status: 'pass', days: 44 }],
  },
  {
    name: 'never used, made 45 days ago: idle since it was made',
    key: { lastRotated: daysAgo(45), lastUsed: 'never' },
    expected: [{ credential: '1', status: 'open', days: 45 }],
  },
  {
    name: 'used two years ago, changed yesterday: it came into use again',
    key: { lastRotated: daysAgo(1), lastUsed: daysAgo(730) },
    expected: [{ credential: '1', status: 'pass', days: 1 }],
  },
  {
    name: 'a use in the future, by a clock that is ahead',
    key: { lastRotated: daysAgo(400), lastUsed: daysAgo(-1) },
    expected: [{ credential: '1', status: 'pass', days: 0 }],
  },
  { name: 'inactive', key: { active: false, lastRotated: daysAgo(400), lastUsed: daysAgo(300) }, expected: [] },
  {
    name: 'use unknown, made lately: cannot have been idle for longer',
    key: { lastRotated: daysAgo(10) },
    expected: [{ credential: '1', status: 'pass', days: 10 }],
  },
  {
    name: 'use unknown, made long ago',
    key: { lastRotated: daysAgo(400) },
    expected: [{ credential: '1', status: 'unknown' }],
  },
  {
    name: 'making unknown, used lately',
    key: { lastUsed: daysAgo(3) },
    expected: [{ credential: '1', status: 'pass', days: 3 }],
  },
  {
    name: 'making unknown, used long ago: may have been changed since',
    key: { lastUsed: daysAgo(400) },
    expected: [{ credential: '1', status: 'unknown' }],
  },
  {
    name: 'never used, making unknown',
    key: { lastUsed: 'never' },
    expected: [{ credential: '1', status: 'unknown' }],
  },
  { name: 'nothing known', key: {}, expected: [{ credential: '1', status: 'unknown' }] },
])('a key: $name', ({ key, expected }) => {
  const owner = user({ accessKeys: [accessKey(key)] });

  expect(accessKeyUnused.evaluate(owner, LIMIT, FRESH)).toEqual(expected);
});

test('a used key does not excuse an unused one', () => {
  const owner = user({
    accessKeys: [
      accessKey({ slot: '1', lastRotated: daysAgo(400), lastUsed: daysAgo(100) }),
      accessKey({ slot: '2', lastRotated: daysAgo(400), lastUsed: NOW }),
    ],
  });

  expect(accessKeyUnused.evaluate(owner, LIMIT, FRESH)).toEqual([
    { credential: '1', status: 'open', days: 100 },
    { credential: '2', status: 'pass', days: 0 },
  ]);
});

test('a sign-in with the password does not count as a use of the key', () => {
  const owner = user({
    password: { enabled: true, lastUsed: NOW },
    accessKeys: [accessKey({ lastRotated: daysAgo(60), lastUsed: 'never' })],
  });

  expect(accessKeyUnused.evaluate(owner, LIMIT, FRESH)).toEqual([{ credential: '1', status: 'open', days: 60 }]);
});

test('root is left to the checks of root, and an unknown use is counted as unknown', () => {
  const idle = [accessKey({ lastRotated: daysAgo(400), lastUsed: 'never' })];

  expect(counted(accessKeyUnused, user({ accessKeys: idle }))).toEqual(ONE_OPEN);
  expect(counted(accessKeyUnused, root({ accessKeys: idle }))).toEqual(NOTHING);
  expect(counted(accessKeyUnused, user({ accessKeys: [accessKey()] }))).toEqual(ONE_UNKNOWN);
});
