import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { inactiveAccessKey } from '../../../../src/checks/catalogue/inactive-access-key.ts';
import type { AccessKey } from '../../../../src/model/facts/credential-report.ts';
import { counted, daysAgo, NOTHING, ONE_OPEN, ONE_UNKNOWN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { accessKey, root, user } from '../../../support/model-values.ts';

const LIMIT = { idleDays: 30 };

test.each<{ name: string; key: Partial<AccessKey>; expected: Outcome[] }>([
  {
    name: 'used 29 days ago',
    key: { lastRotated: daysAgo(400), lastUsed: daysAgo(29) },
    expected: [{ credential: '1', status: 'pass', days: 29 }],
  },
  {
    name: 'used a second short of 30 days ago',
    key: { lastRotated: daysAgo(400), lastUsed: daysAgo(30) + SECOND },
    expected: [{ credential: '1', status: 'pass', days: 29 }],
  },
  {
    name: 'used exactly 30 days ago',
    key: { lastRotated: daysAgo(400), lastUsed: daysAgo(30) },
    expected: [{ credential: '1', status: 'open', days: 30 }],
  },
  {
    name: 'never used, made 30 days ago',
    key: { lastRotated: daysAgo(30), lastUsed: 'never' },
    expected: [{ credential: '1', status: 'open', days: 30 }],
  },
  {
    name: 'used long ago, changed yesterday',
    key: { lastRotated: daysAgo(1), lastUsed: daysAgo(400) },
    expected: [{ credential: '1', status: 'pass', days: 1 }],
  },
  {
    name: 'active: another check looks at it',
    key: { active: true, lastRotated: daysAgo(400), lastUsed: daysAgo(400) },
    expected: [],
  },
  {
    name: 'a use in the future, by a clock that is ahead',
    key: { lastRotated: daysAgo(400), lastUsed: daysAgo(-1) },
    expected: [{ credential: '1', status: 'pass', days: 0 }],
  },
  {
    name: 'use unknown, made long ago',
    key: { lastRotated: daysAgo(400) },
    expected: [{ credential: '1', status: 'unknown' }],
  },
  {
    name: 'making unknown (the user guide says N/A unless active), used long ago',
    key: { lastUsed: daysAgo(400) },
    expected: [{ credential: '1', status: 'unknown' }],
  },
])('an inactive key: $name', ({ key, expected }) => {
  const owner = user({ accessKeys: [accessKey({ active: false, ...key })] });

  expect(inactiveAccessKey.evaluate(owner, LIMIT, FRESH)).toEqual(expected);
});

test('of two keys the inactive one alone is judged, whichever slot it has', () => {
  const dates = { lastRotated: daysAgo(400), lastUsed: daysAgo(100) };
  const owner = user({
    accessKeys: [accessKey({ slot: '1', ...dates }), accessKey({ slot: '2', active: false, ...dates })],
  });

  expect(inactiveAccessKey.evaluate(owner, LIMIT, FRESH)).toEqual([{ credential: '2', status: 'open', days: 100 }]);
});

test('root is left to the checks of root, and an unknown use is counted as unknown', () => {
  const left = [accessKey({ active: false, lastRotated: daysAgo(400), lastUsed: 'never' })];

  expect(counted(inactiveAccessKey, user({ accessKeys: left }))).toEqual(ONE_OPEN);
  expect(counted(inactiveAccessKey, root({ accessKeys: left }))).toEqual(NOTHING);
  expect(counted(inactiveAccessKey, user({ accessKeys: [accessKey({ active: false })] }))).toEqual(ONE_UNKNOWN);
});
