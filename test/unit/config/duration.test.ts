import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DURATION_PATTERN, parseDuration } from '../../../src/config/duration.ts';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  ['90s', 90 * SECOND],
  ['10m', 10 * MINUTE],
  ['4h', 4 * HOUR],
  ['7d', 7 * DAY],
  ['1h30m', HOUR + 30 * MINUTE],
  ['1d2h3m4s', DAY + 2 * HOUR + 3 * MINUTE + 4 * SECOND],
  ['1d4s', DAY + 4 * SECOND],
  ['0s', 0],
  ['90m', 90 * MINUTE],
])('%s is %d ms', (text, expected) => {
  expect(DURATION_PATTERN.test(text)).toBe(true);
  expect(parseDuration(text)).toBe(expected);
});

test.each([
  '',
  '4',
  'h',
  '4 h',
  ' 4h',
  '4h ',
  '4h\n',
  '-4h',
  '+4h',
  '1.5h',
  '4H',
  '4h30',
  '30m1h',
  '1h1h',
  '1w',
  '10ms',
  '4hours',
])('%j is not a duration', (text) => {
  expect(DURATION_PATTERN.test(text)).toBe(false);
});

/** The units that are needed, the largest first. */
function formatDuration(milliseconds: number): string {
  const units: [unit: string, size: number, most: number][] = [
    ['d', DAY, Infinity],
    ['h', HOUR, 24],
    ['m', MINUTE, 60],
    ['s', SECOND, 60],
  ];
  const parts = units.map(([unit, size, most]) => [Math.floor(milliseconds / size) % most, unit] as const);
  return parts.map(([amount, unit]) => (amount > 0 ? `${amount}${unit}` : '')).join('');
}

test('every whole number of seconds survives being written and read', () => {
  const seconds = fc.integer({ min: 1, max: 3650 * 86_400 });
  const property = fc.property(seconds, (amount) => {
    const text = formatDuration(amount * SECOND);

    expect(text).toMatch(DURATION_PATTERN);
    expect(parseDuration(text)).toBe(amount * SECOND);
  });
  fc.assert(property, { numRuns: 200 });
});
