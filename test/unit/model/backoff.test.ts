import { describe, expect, test } from '@jest/globals';
import { backoff } from '../../../src/model/backoff.ts';

const LIMITS = { first: 60_000, max: 1_800_000 };

describe('the wait before the next attempt', () => {
  test.each([
    [1, 1],
    [2, 2],
    [3, 4],
    [5, 16],
    [6, 30],
    [7, 30],
    [5000, 30],
  ])('after failure %d is %d minutes', (attempt, minutes) => {
    expect(backoff(attempt, LIMITS, () => 0)).toBe(minutes * 60_000);
  });

  test('is up to a quarter longer, so that many do not return together', () => {
    expect(backoff(2, LIMITS, () => 0.5)).toBe(135_000);
    expect(backoff(7, LIMITS, () => 0.999)).toBeCloseTo(1.24975 * 1_800_000);
  });
});
