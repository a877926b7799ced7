import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { accessKeyCreated } from '../../../../src/checks/catalogue/access-key-created.ts';
import type { AccessKey } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const LIMIT = { withinDays: 1 };

test.each<{ name: string; key: Partial<AccessKey>; expected: Outcome[] }>([
  { name: 'made just now', key: { lastRotated: NOW }, expected: [{ credential: '1', status: 'open', days: 0 }] },
  {
    name: 'made just now and never used',
    key: { lastRotated: NOW, lastUsed: 'never' },
    expected: [{ credential: '1', status: 'open', days: 0 }],
  },
  {
    name: 'a second short of 1 day old',
    key: { lastRotated: daysAgo(1) + SECOND },
    expected: [{ credential: '1', status: 'open', days: 0 }],
  },
  {
    name: 'exactly 1 day old',
    key: { lastRotated: daysAgo(1) },
    expected: [{ credential: '1', status: 'pass', days: 1 }],
  },
  {
    name: 'made in the future, by a clock that is ahead',
    key: { lastRotated: NOW + SECOND },
    expected: [{ credential: '1', status: 'open', days: 0 }],
  },
  { name: 'made just now and inactive', key: { active: false, lastRotated: NOW }, expected: [] },
  { name: 'of unknown age', key: { lastUsed: NOW }, expected: [{ credential: '1', status: 'unknown' }] },
])('a key $name', ({ key, expected }) => {
  expect(accessKeyCreated.evaluate(user({ accessKeys: [accessKey(key)] }), LIMIT, FRESH)).toEqual(expected);
});

test('the second key on an old user', () => {
  const owner = user({
    created: daysAgo(2000),
    accessKeys: [accessKey({ slot: '1', lastRotated: NOW }), accessKey({ slot: '2', lastRotated: daysAgo(1500) })],
  });

  expect(accessKeyCreated.evaluate(owner, LIMIT, FRESH)).toEqual([
    { credential: '1', status: 'open', days: 0 },
    { credential: '2', status: 'pass', days: 1500 },
  ]);
});

test('root is left to the checks of root, and an unknown age is counted as unknown', () => {
  const made = [accessKey({ lastRotated: NOW })];

  expect(counted(accessKeyCreated, user({ accessKeys: made }))).toEqual(ONE_OPEN);
  expect(counted(accessKeyCreated, root({ accessKeys: made }))).toEqual(NOTHING);
  expect(counted(accessKeyCreated, user({ accessKeys: [accessKey()] }))).toEqual(ONE_UNKNOWN);
});
