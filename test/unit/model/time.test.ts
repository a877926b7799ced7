import { expect, test } from '@jest/globals';
import { wholeDaysBetween } from '../../../src/model/time.ts';

const DAY = 86_400;
const NOW = Date.parse('2026-11-22T12:00:00Z') / 1000;

test.each([
  ['the same moment', 0, 0],
  ['a second short of a day', DAY - 1, 0],
  ['a day', DAY, 1],
  ['a second short of ninety days', 90 * DAY - 1, 89],
  ['ninety days', 90 * DAY, 90],
  ['half a second short of ninety days', 90 * DAY - 0.5, 89],
  ['a second into the future', -1, 0],
  ['years into the future', -1000 * DAY, 0],
])('%s', (_what, ago, days) => {
  expect(wholeDaysBetween(NOW - ago, NOW)).toBe(days);
});
