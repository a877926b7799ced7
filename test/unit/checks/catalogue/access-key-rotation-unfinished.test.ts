import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { accessKeyRotationUnfinished } from '../../../../src/checks/catalogue/access-key-rotation-unfinished.ts';
import type { AccessKey } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const LIMIT = { graceDays: 14 };
const OLDER: Partial<AccessKey> = { lastRotated: daysAgo(400), lastUsed: daysAgo(60) };

test.each<{ name: string; first: Partial<AccessKey>; second: Partial<AccessKey>; expected: Outcome[] }>([
  {
    name: 'the newer one made today',
    first: OLDER,
    second: { lastRotated: daysAgo(0) },
    expected: [{ credential: '1', status: 'pass', days: 0 }],
  },
  {
    name: 'the newer one made exactly 14 days ago',
    first: OLDER,
    second: { lastRotated: daysAgo(14) },
    expected: [{ credential: '1', status: 'pass', days: 14 }],
  },
  {
    name: 'the newer one made a second short of 15 days ago',
    first: OLDER,
    second: { lastRotated: daysAgo(15) + SECOND },
    expected: [{ credential: '1', status: 'pass', days: 14 }],
  },
  {
    name: 'the newer one made 15 days ago',
    first: OLDER,
    second: { lastRotated: daysAgo(15) },
    expected: [{ credential: '1', status: 'open', days: 15 }],
  },
  {
    name: 'the older one in the second slot: slots follow the id, not the age',
    first: { lastRotated: daysAgo(15), lastUsed: NOW },
    second: OLDER,
    expected: [{ credential: '2', status: 'open', days: 15 }],
  },
  {
    name: 'the older one used at the very second at which the newer one was made, and not since',
    first: { lastRotated: daysAgo(400), lastUsed: daysAgo(30) },
    second: { lastRotated: daysAgo(30) },
    expected: [{ credential: '1', status: 'open', days: 30 }],
  },
  {
    name: 'the older one used a second after the newer one was made: two keys in use',
    first: { lastRotated: daysAgo(400), lastUsed: daysAgo(30) + SECOND },
    second: { lastRotated: daysAgo(30) },
    expected: [{ credential: '1', status: 'pass', days: 30 }],
  },
  {
    name: 'the older one never used',
    first: { lastRotated: daysAgo(400), lastUsed: 'never' },
    second: { lastRotated: daysAgo(30) },
    expected: [{ credential: '1', status: 'open', days: 30 }],
  },
  {
    name: 'made in the same second, neither used: the first slot counts as the older one',
    first: { lastRotated: daysAgo(30), lastUsed: 'never' },
    second: { lastRotated: daysAgo(30), lastUsed: 'never' },
    expected: [{ credential: '1', status: 'open', days: 30 }],
  },
  {
    name: 'the newer one made in the future, by a clock that is ahead',
    first: OLDER,
    second: { lastRotated: daysAgo(-1) },
    expected: [{ credential: '1', status: 'pass', days: 0 }],
  },
  {
    name: 'the older one inactive: finished',
    first: { ...OLDER, active: false },
    second: { lastRotated: daysAgo(30) },
    expected: [{ status: 'pass' }],
  },
  {
    name: 'the newer one inactive',
    first: OLDER,
    second: { lastRotated: daysAgo(30), active: false },
    expected: [{ status: 'pass' }],
  },
  {
    name: 'the use of the older one unknown, the newer one made yesterday',
    first: { lastRotated: daysAgo(400) },
    second: { lastRotated: daysAgo(1), lastUsed: NOW },
    expected: [{ credential: '1', status: 'pass', days: 1 }],
  },
  {
    name: 'the use of the older one unknown',
    first: { lastRotated: daysAgo(400) },
    second: { lastRotated: daysAgo(30) },
    expected: [{ credential: '1', status: 'unknown' }],
  },
  {
    name: 'the making of one unknown',
    first: OLDER,
    second: { lastUsed: NOW },
    expected: [{ status: 'unknown' }],
  },
])('two keys: $name', ({ first, second, expected }) => {
  const owner = user({ accessKeys: [accessKey({ slot: '1', ...first }), accessKey({ slot: '2', ...second })] });

  expect(accessKeyRotationUnfinished.evaluate(owner, LIMIT, FRESH)).toEqual(expected);
});

test('one key: as the control asks', () => {
  expect(accessKeyRotationUnfinished.evaluate(user({ accessKeys: [accessKey(OLDER)] }), LIMIT, FRESH)).toEqual([
    { status: 'pass' },
  ]);
});

test('root is left to the checks of root, and an unknown use is counted as unknown', () => {
  const accessKeys = [accessKey({ slot: '1', ...OLDER }), accessKey({ slot: '2', lastRotated: daysAgo(30) })];

  expect(counted(accessKeyRotationUnfinished, user({ accessKeys }))).toEqual(ONE_OPEN);
  expect(counted(accessKeyRotationUnfinished, root({ accessKeys }))).toEqual(NOTHING);
  expect(
    counted(accessKeyRotationUnfinished, user({ accessKeys: [accessKey({ slot: '1' }), accessKey({ slot: '2' })] })),
  ).toEqual(ONE_UNKNOWN);
});
