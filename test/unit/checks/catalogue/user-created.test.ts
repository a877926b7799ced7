import { expect, test } from '@jest/globals';
import type { Outcome } from '../../../../src/checks/check.ts';
import { userCreated } from '../../../../src/checks/catalogue/user-created.ts';
import { counted, daysAgo, NOTHING, NOW, ONE_OPEN, SECOND, FRESH } from '../../../support/check-cases.ts';
import { root, user } from '../../../support/model-values.ts';

test.each<{ name: string; created: number; expected: Outcome[] }>([
  { name: 'made just now', created: NOW, expected: [{ status: 'open', days: 0 }] },
  { name: 'a second short of 1 day old', created: daysAgo(1) + SECOND, expected: [{ status: 'open', days: 0 }] },
  { name: 'exactly 1 day old', created: daysAgo(1), expected: [{ status: 'pass', days: 1 }] },
  { name: 'years old', created: daysAgo(2000), expected: [{ status: 'pass', days: 2000 }] },
  {
    name: 'made in the future, by a clock that is ahead',
    created: NOW + SECOND,
    expected: [{ status: 'open', days: 0 }],
  },
])('a user $name', ({ created, expected }) => {
  expect(userCreated.evaluate(user({ created }), { withinDays: 1 }, FRESH)).toEqual(expected);
});

test('a user without any credential counts too, and another limit', () => {
  expect(userCreated.evaluate(user({ created: daysAgo(6) }), { withinDays: 7 }, FRESH)).toEqual([
    { status: 'open', days: 6 },
  ]);
});

test('root is left to the checks of root', () => {
  expect(counted(userCreated, user({ created: NOW }))).toEqual(ONE_OPEN);
  expect(counted(userCreated, root({ created: NOW }))).toEqual(NOTHING);
});
