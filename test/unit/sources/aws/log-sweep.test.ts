/** What a sweep of a log group keeps, whatever accounts ask for. */
import { expect, test } from '@jest/globals';
import { createLogSweep } from '../../../../src/sources/aws/log-sweep.ts';
import { sighting } from '../../../support/activity-values.ts';
import { PassingClock } from '../../../support/passing-clock.ts';

const NOW = '2026-11-30T12:00:00Z';
const now = Date.parse(NOW) / 1000;
const DAY = 24 * 3600;
const ACCOUNT = '111122223333';

test('what is older than a week is forgotten, also of an account that nobody asks about', async () => {
  const clock = new PassingClock(NOW, 30_000);
  let lines: unknown[] = [{ recipientAccountId: ACCOUNT }];
  const { run, sightingsOf } = createLogSweep({
    async *records() {
      yield* await Promise.resolve(lines);
    },
    reach: {
      note: () => undefined,
      noteNewest: () => Promise.resolve(),
      of: () => Promise.resolve({}),
    },
    clock,
    home: 'us-east-1',
    lookBack: () => DAY * 1000,
    readSightings: () => [sighting('sign_in', { time: now })],
  });
  const sweep = () => run(clock.now() / 1000 - DAY, new AbortController().signal);
  await sweep();
  lines = [];
  const kept: number[] = [];
  for (const days of [6, 2]) {
    clock.pass(days * DAY * 1000);
    await sweep();
    kept.push(sightingsOf(ACCOUNT).length);
  }

  expect(kept).toEqual([1, 0]);
});
