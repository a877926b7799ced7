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
    failed: 0,
    waiting: 1,
    current: false,
    lastTurn: clock.passed(),
    rendering: { underWay: false, milliseconds: 0 },
  };
  const made = createProbes({
    clock,
    unread: () => seen,
    pageIsCurrent: () => seen.current,
    lastTurn: () => seen.lastTurn,
    lastRendering: () => seen.rendering,
  });
  return { seen, isReady: () => made.isReady(), standsStill: () => made.standsStill() };
}

const MINUTE_MS = 60_000;

test.each([
  { unread: 'none', failed: 0, waiting: 0, current: true, after: 0, ready: true },
  { unread: 'none, but the page is behind', failed: 0, waiting: 0, current: false, after: MINUTE_MS, ready: false },
  { unread: 'one that waits', failed: 0, waiting: 1, current: true, after: 0, ready: false },
  { unread: 'one that has waited for long', failed: 0, waiting: 1, current: true, after: 10 * MINUTE_MS, ready: false },
  { unread: 'one that has just failed', failed: 1, waiting: 0, current: true, after: MINUTE_MS - 1, ready: false },
  { unread: 'one that failed a minute ago', failed: 1, waiting: 0, current: true, after: MINUTE_MS, ready: true },
  {
    unread: 'one that failed and one that waits',
    failed: 1,
    waiting: 1,
    current: true,
    after: MINUTE_MS,
    ready: false,
  },
])('accounts without a report: $unread; ready: $ready', async ({ failed, waiting, current, after, ready }) => {
  const { seen, isReady } = probes();
  Object.assign(seen, { failed, waiting, current });

  await clock.advance(after);

  expect(isReady()).toBe(ready);
});

test('once ready it stays so, although new accounts are unread and the page is rendered again', () => {
  const { seen, isReady } = probes();
  Object.assign(seen, { waiting: 0, current: true });
  isReady();

  Object.assign(seen, { waiting: 1, current: false });

  expect(isReady()).toBe(true);
});

test('it is healthy as long as the refresh loop turns', async () => {
  const { seen, standsStill } = probes();

  await clock.advance(59_999);
  const before = standsStill();
  await clock.advance(1);
  const stalled = standsStill();
  seen.lastTurn = clock.passed();

  expect([before, stalled, standsStill()]).toEqual([undefined, 'the refresh loop', undefined]);
});

test.each([-10 * MINUTE_MS, 10 * MINUTE_MS])(
  'a machine whose clock is set by %d ms is neither healthier nor sooner ready for it',
  async (ms) => {
    const { seen, isReady, standsStill } = probes();
    Object.assign(seen, { failed: 1, waiting: 0, current: true });

    clock.jump(ms);
    const before = [isReady(), standsStill()];
    await clock.advance(MINUTE_MS);

    expect([before, [isReady(), standsStill()]]).toEqual([
      [false, undefined],
      [true, 'the refresh loop'],
    ]);
  },
);

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
