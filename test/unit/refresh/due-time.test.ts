import { expect, test } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/model/time.ts';
import { dueTime } from '../../../src/refresh/due-time.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');

const noJitter = () => 0;
const mostJitter = () => 1 - Number.EPSILON;

test.each([
  ['4 h after the report was generated, not after it was fetched', -HOUR, 4 * HOUR, 3 * HOUR],
  ['5 min after the look when the report is older than it may be', -5 * HOUR, 4 * HOUR, 5 * MINUTE],
  [
    '5 min after the look when the report is of 2015, as moto’s is',
    Date.parse('2015-02-02T20:02:02Z') - NOW,
    4 * HOUR,
    5 * MINUTE,
  ],
  ['a short interval after the look, even below 5 min', -HOUR, MINUTE, MINUTE],
  ['4 h after the look when the report is of a later moment: one of two clocks is wrong', HOUR, 4 * HOUR, 4 * HOUR],
  ['4 h after the look even when the report is of next year', 365 * 24 * HOUR, 4 * HOUR, 4 * HOUR],
])('the next look at a report is due %s', (_when, generated, interval, expected) => {
  const report = { asOf: (NOW + generated) / 1000, interval, lookedAt: NOW };

  expect(dueTime('credential-report', report, noJitter) - NOW).toBe(expected);
});

test('jitter adds at most 2 min, and never looks before a report is old', () => {
  const report = { asOf: NOW / 1000, interval: 4 * HOUR, lookedAt: NOW };

  const latest = dueTime('credential-report', report, mostJitter) - NOW;

  expect(latest).toBeGreaterThan(4 * HOUR + 2 * MINUTE - 1_000);
  expect(latest).toBeLessThanOrEqual(4 * HOUR + 2 * MINUTE);
});

test('what AWS tells as it is now is due an interval after the look where it is of a later moment', () => {
  const looked = { asOf: (NOW + HOUR) / 1000, interval: 15 * MINUTE, lookedAt: NOW };

  expect(dueTime('activity', looked, noJitter) - NOW).toBe(13 * MINUTE);
});

test.each([
  ['1 to 2 min before it is 15 min old', 15 * MINUTE, 10_000, [13 * MINUTE, 14 * MINUTE]],
  ['at most a fifth of a short interval before its end', 5 * MINUTE, 10_000, [4 * MINUTE, 4.5 * MINUTE]],
  ['a minute after a look that took longer than the interval', 5 * MINUTE, 6 * MINUTE, [7 * MINUTE, 7 * MINUTE]],
  ['a short interval after a look that took longer', 10_000, 30_000, [40_000, 40_000]],
])('what AWS tells as it is now is due %s', (_when, interval, took, [soonest, latest]) => {
  const looked = { asOf: NOW / 1000, interval, lookedAt: NOW + took };

  expect(dueTime('activity', looked, noJitter) - NOW).toBe(soonest);
  expect(Math.round(dueTime('activity', looked, mostJitter) - NOW)).toBe(latest);
});
