import { afterEach, expect, test } from '@jest/globals';
import { createProbes } from '../../../src/web/probes.ts';
import { ManualClock } from '../../support/manual-clock.ts';

let clock: ManualClock;

afterEach(() => {
  clock.restore();
});

function probes() {
  clock = new ManualClock('2026-11-22T12:00:00Z');
  const seen = { failed: 0, waiting: 1, current: false, lastTurn: clock.now() };
  const made = createProbes({
    clock,
    unread: () => seen,
    pageIsCurrent: () => seen.current,
    lastTurn: () => seen.lastTurn,
  });
  return { seen, isReady: () => made.isReady(), isHealthy: () => made.isHealthy() };
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
  const { seen, isHealthy } = probes();

  await clock.advance(59_999);
  const before = isHealthy();
  await clock.advance(1);
  const stalled = isHealthy();
  seen.lastTurn = clock.now();

  expect([before, stalled, isHealthy()]).toEqual([true, false, true]);
});
