import { expect, test } from '@jest/globals';
import { createRateLimit } from '../../../src/web/rate-limit.ts';

test('a burst may come at once, and then one in each interval', () => {
  let now = 0;
  const mayCome = createRateLimit({ passed: () => now });
  const limit = { intervalMs: 1_000, burst: 3 };
  const ask = (times: number) => Array.from({ length: times }, () => mayCome(limit));

  expect(ask(4)).toEqual([true, true, true, false]);
  now += 999;
  expect(ask(1)).toEqual([false]);
  now += 1;
  expect(ask(2)).toEqual([true, false]);
  now += 3_600_000;
  expect(ask(4)).toEqual([true, true, true, false]);
});

test('without a limit each may come, and a new limit begins with its whole burst', () => {
  const mayCome = createRateLimit({ passed: () => 0 });

  expect([mayCome({ intervalMs: 1_000, burst: 1 }), mayCome({ intervalMs: 1_000, burst: 1 })]).toEqual([true, false]);
  expect(mayCome(undefined)).toBe(true);
  expect(mayCome({ intervalMs: 500, burst: 1 })).toBe(true);
});
