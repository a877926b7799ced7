import { afterEach, expect, test } from '@jest/globals';
import { createProbes } from '../../../src/web/probes.ts';
import { ManualClock } from '../../support/manual-clock.ts';

let clock: ManualClock;

afterEach(() => {
  clock.restore();
});

function probes() {
  clock = new ManualClock('2026-11-22T12:00:00Z');
  const seen = {
    tried: false,
    current: false,
    lastTurn: clock.now(),
    rendering: { underWay: false, milliseconds: 0 },
  };
  const made = createProbes({
    clock,
    everyAccountTried: () => seen.tried,
    pageIsCurrent: () => seen.current,
    lastTurn: () => seen.lastTurn,
    lastRendering: () => seen.rendering,
  });
  return { seen, isReady: () => made.isReady(), standsStill: () => made.standsStill() };
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
  const { seen, standsStill } = probes();

  await clock.advance(59_999);
  const before = standsStill();
  await clock.advance(1);
  const stalled = standsStill();
  seen.lastTurn = clock.now();

  expect([before, stalled, standsStill()]).toEqual([undefined, 'the refresh loop', undefined]);
});

test.each([
  [{ underWay: false, milliseconds: 179_999 }, undefined],
  [{ underWay: false, milliseconds: 180_000 }, 'the rendering of the page'],
  [{ underWay: true, milliseconds: 299_999 }, undefined],
  [{ underWay: true, milliseconds: 300_000 }, 'the rendering of the page'],
])('it is healthy as long as pages are rendered: %o', (rendering, expected) => {
  const { seen, standsStill } = probes();

  seen.rendering = rendering;

  expect(standsStill()).toBe(expected);
});
