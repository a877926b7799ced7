import { expect, test } from '@jest/globals';
import { parseGoDuration } from '../../../src/config/go-duration.ts';

test.each([
  ['0', 0],
  ['0s', 0],
  ['1s', 1_000],
  ['+1s', 1_000],
  ['250ms', 250],
  ['1h30m', 5_400_000],
  ['1.5s', 1_500],
  ['.5s', 500],
  ['1m0.5s', 60_500],
  ['100us', 0.1],
  ['1000000ns', 1],
])('%s is %d milliseconds', (text, milliseconds) => {
  expect(parseGoDuration(text)).toBeCloseTo(milliseconds, 9);
});

test.each(['', '1', '1d', 's', '1 s', '-1s', '1s ', '1s2', '1e3s'])('"%s" is no duration', (text) => {
  expect(parseGoDuration(text)).toBeUndefined();
});
