import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { accessKeyNotRotated } from '../../../../src/checks/catalogue/access-key-not-rotated.ts';
import type { AccessKey } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const LIMIT = { maxAgeDays: 90 };

test.each<{ name: string; key: Partial<AccessKey>; expected: Outcome[] }>([
  { name: 'made today', key: { lastRotated: NOW }, expected: [{ credential: '1', status: 'pass', days: 0 }] },
  { name: '89 days', key: { lastRotated: daysAgo(89) }, expected: [{ credential: '1', status: 'pass', days: 89 }] },
  {
    name: 'exactly 90 days',
    key: { lastRotated: daysAgo(90) },
    expected: [{ credential: '1', status: 'pass', days: 90 }],
  },
  {
    name: 'a second short of 91 days: whole days count',
    key: { lastRotated: daysAgo(91) + SECOND },
    expected: [{ credential: '1', status: 'pass', days: 90 }],
  },
  { name: '91 days', key: { lastRotated: daysAgo(91) }, expected: [{ credential: '1', status: 'open', days: 91 }] },
  {
    name: 'ten years, used a minute ago: use does not make it younger',
    key: { lastRotated: daysAgo(3650), lastUsed: NOW },
    expected: [{ credential: '1', status: 'open', days: 3650 }],
  },
  {
    name: 'old and never used',
    key: { lastRotated: daysAgo(91), lastUsed: 'never' },
    expected: [{ credential: '1', status: 'open', days: 91 }],
  },
  {
    name: 'a date in the future, by a clock that is ahead',
    key: { lastRotated: daysAgo(-400) },
    expected: [{ credential: '1', status: 'pass', days: 0 }],
  },
  { name: 'old and inactive', key: { active: false, lastRotated: daysAgo(1000) }, expected: [] },
  { name: 'of unknown age', key: { lastUsed: daysAgo(400) }, expected: [{ credential: '1', status: 'unknown' }] },
  { name: 'inactive and of unknown age', key: { active: false }, expected: [] },
])('a key: $name', ({ key, expected }) => {
  const owner = user({ accessKeys: [accessKey(key)] });

  expect(accessKeyNotRotated.evaluate(owner, LIMIT, FRESH)).toEqual(expected);
});

test('each key is judged on its own', () => {
  const owner = user({
    accessKeys: [
      accessKey({ slot: '1', lastRotated: daysAgo(10) }),
      accessKey({ slot: '2', lastRotated: daysAgo(100) }),
    ],
  });

  expect(accessKeyNotRotated.evaluate(owner, LIMIT, FRESH)).toEqual([
    { credential: '1', status: 'pass', days: 10 },
    { credential: '2', status: 'open', days: 100 },
  ]);
});

test('a user without a key is not concerned', () => {
  expect(accessKeyNotRotated.evaluate(user(), LIMIT, FRESH)).toEqual([]);
});

test('another limit', () => {
  const owner = user({ accessKeys: [accessKey({ lastRotated: daysAgo(91) })] });

  expect(accessKeyNotRotated.evaluate(owner, { maxAgeDays: 365 }, FRESH)).toEqual([
    { credential: '1', status: 'pass', days: 91 },
  ]);
});

test('root is left to the checks of root, and an unknown age is counted as unknown', () => {
  const old = [accessKey({ lastRotated: daysAgo(91) })];

  expect(counted(accessKeyNotRotated, user({ accessKeys: old }))).toEqual(ONE_OPEN);
  expect(counted(accessKeyNotRotated, root({ accessKeys: old }))).toEqual(NOTHING);
  expect(counted(accessKeyNotRotated, user({ accessKeys: [accessKey()] }))).toEqual(ONE_UNKNOWN);
});
