import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { twoActiveAccessKeys } from '../../../../src/checks/catalogue/two-active-access-keys.ts';
import type { AccessKey } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const LIMIT = { graceDays: 7 };
const OLDER: Partial<AccessKey> = { lastRotated: daysAgo(400), lastUsed: daysAgo(0) };

test.each<{ name: string; first: Partial<AccessKey>; second: Partial<AccessKey>; expected: Outcome[] }>([
  {
    name: 'the newer one made today',
    first: OLDER,
    second: { lastRotated: daysAgo(0), lastUsed: 'never' },
    expected: [{ credential: '1', status: 'pass', days: 0 }],
  },
  {
    name: 'the newer one exactly 7 days old',
    first: OLDER,
    second: { lastRotated: daysAgo(7) },
    expected: [{ credential: '1', status: 'pass', days: 7 }],
  },
  {
    name: 'the newer one a second short of 8 days old',
    first: OLDER,
    second: { lastRotated: daysAgo(8) + SECOND },
    expected: [{ credential: '1', status: 'pass', days: 7 }],
  },
  {
    name: 'the newer one 8 days old',
    first: OLDER,
    second: { lastRotated: daysAgo(8) },
    expected: [{ credential: '1', status: 'open', days: 8 }],
  },
  {
    name: 'the older one in the second slot: slots follow the id, not the age',
    first: { lastRotated: daysAgo(8) },
    second: OLDER,
    expected: [{ credential: '2', status: 'open', days: 8 }],
  },
  {
    name: 'the older one used a second after the newer one was made',
    first: { lastRotated: daysAgo(400), lastUsed: daysAgo(30) + SECOND },
    second: { lastRotated: daysAgo(30) },
    expected: [{ credential: '1', status: 'open', days: 30 }],
  },
  {
    name: 'the older one used at the very second at which the newer one was made, and not since',
    first: { lastRotated: daysAgo(400), lastUsed: daysAgo(30) },
    second: { lastRotated: daysAgo(30) },
    expected: [{ credential: '1', status: 'pass', days: 30 }],
  },
  {
    name: 'the older one used before the newer one was made: a rotation that is unfinished',
    first: { lastRotated: daysAgo(400), lastUsed: daysAgo(31) },
    second: { lastRotated: daysAgo(30) },
    expected: [{ credential: '1', status: 'pass', days: 30 }],
  },
  {
    name: 'the older one never used',
    first: { lastRotated: daysAgo(400), lastUsed: 'never' },
    second: { lastRotated: daysAgo(30), lastUsed: NOW },
    expected: [{ credential: '1', status: 'pass', days: 30 }],
  },
  {
    name: 'the newer one never used, the older one in use',
    first: OLDER,
    second: { lastRotated: daysAgo(30), lastUsed: 'never' },
    expected: [{ credential: '1', status: 'open', days: 30 }],
  },
  {
    name: 'made in the same second: the first slot counts as the older one',
    first: { lastRotated: daysAgo(30), lastUsed: NOW },
    second: { lastRotated: daysAgo(30), lastUsed: NOW },
    expected: [{ credential: '1', status: 'open', days: 30 }],
  },
  {
    name: 'the newer one made in the future, by a clock that is ahead',
    first: OLDER,
    second: { lastRotated: daysAgo(-1) },
    expected: [{ credential: '1', status: 'pass', days: 0 }],
  },
  {
    name: 'the older one inactive',
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
    second: { lastRotated: daysAgo(30), lastUsed: NOW },
    expected: [{ credential: '1', status: 'unknown' }],
  },
  {
    name: 'the making of one unknown',
    first: { lastUsed: NOW },
    second: { lastRotated: daysAgo(30), lastUsed: NOW },
    expected: [{ status: 'unknown' }],
  },
  {
    name: 'the making of both unknown',
    first: { lastUsed: NOW },
    second: { lastUsed: NOW },
    expected: [{ status: 'unknown' }],
  },
])('two keys: $name', ({ first, second, expected }) => {
  const owner = user({ accessKeys: [accessKey({ slot: '1', ...first }), accessKey({ slot: '2', ...second })] });

  expect(twoActiveAccessKeys.evaluate(owner, LIMIT, FRESH)).toEqual(expected);
});

test.each([
  { name: 'no key', accessKeys: [] },
  { name: 'one key', accessKeys: [accessKey(OLDER)] },
])('$name: as the control asks', ({ accessKeys }) => {
  expect(twoActiveAccessKeys.evaluate(user({ accessKeys }), LIMIT, FRESH)).toEqual([{ status: 'pass' }]);
});

test('root is left to the checks of root, and an unknown use is counted as unknown', () => {
  const accessKeys = [accessKey({ slot: '1', ...OLDER }), accessKey({ slot: '2', lastRotated: daysAgo(30) })];

  expect(counted(twoActiveAccessKeys, user({ accessKeys }))).toEqual(ONE_OPEN);
  expect(counted(twoActiveAccessKeys, root({ accessKeys }))).toEqual(NOTHING);
  expect(
    counted(twoActiveAccessKeys, user({ accessKeys: [accessKey({ slot: '1' }), accessKey({ slot: '2' })] })),
  ).toEqual(ONE_UNKNOWN);
});
