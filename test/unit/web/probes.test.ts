import { afterEach, expect, test } from '@jest/globals';
import { createProbes } from '../../../src/web/probes.ts';
import { ManualClock } from '../../support/manual-clock.ts';

let clock: ManualClock;

afterEach(() => {
  clock.restore();
});

function probes() {
  clock = new ManualClock('2026-11-22T12:00:00Z');
  const seen = { tried: false, current: false, lastTurn: clock.now() };
  const made = createProbes({
    clock,
    everyAccountTried: () => seen.tried,
    pageIsCurrent: () => seen.current,
    lastTurn: () => seen.lastTurn,
  });
  return { seen, isReady: () => made.isReady(), isHealthy: () => made.isHealthy() };
}

test.each([
  [false, false, false],
  [true, false, false],
  [false, true, false],
  [true, true, true],
])('every account tried: %s, page current: %s, ready: %s', (tried, current, ready) => {
  const { seen, isReady } = probes();

  Object.assign(seen, { tried, current });

  expect(isReady()).toBe(ready);
});

test('after a minute it is ready whatever was tried: a wrong permission has to be visible', async () => {
  const { isReady } = probes();

  await clock.advance(59_999);
  const before = isReady();
  await clock.advance(1);

  expect([before, isReady()]).toEqual([false, true]);
});

test('once ready it stays so, although new accounts are untried and the page is rendered again', () => {
  const { seen, isReady } = probes();
  Object.assign(seen, { tried: true, current: true });
  isReady();

  Object.assign(seen, { tried: false, current: false });

  expect(isReady()).toBe(true);
});

test('it is healthy as long as the refresh loop turns', async () => {
  const { seen, isHealthy } = probes();

  await clock.advance(59_999);
  const before = isHealthy();
  await clock.advance(1);
  const stalled = isHealthy();
  seen.lastTurn = clock.now();

  expect([before, stalled, isHealthy()]).toEqual([true, false, true]);
});
