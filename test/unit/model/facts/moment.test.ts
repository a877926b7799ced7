import { expect, test } from '@jest/globals';
import { isAhead } from '../../../../src/model/facts/moment.ts';
import { MINUTE } from '../../../../src/model/time.ts';
import { at } from '../../../support/model-values.ts';

const NOW = at('2026-11-22T12:00:00Z');

test.each([
  ['two clocks that differ by 10 min', 10 * MINUTE, false],
  ['a moment that is further ahead', 10 * MINUTE + 1_000, true],
])('%s: wrong is %s', (_what, ahead, expected) => {
  expect(isAhead(NOW + ahead / 1000, NOW)).toBe(expected);
});
