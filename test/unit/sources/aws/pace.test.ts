import { expect, test } from '@jest/globals';
import { createPace, type Pace } from '../../../../src/sources/aws/pace.ts';
import { PassingClock } from '../../../support/passing-clock.ts';

const { signal } = new AbortController();

function start(perSecond: number) {
  const clock = new PassingClock('2026-11-30T12:00:00Z', 30_000);
  return { clock, pace: createPace(perSecond, clock) };
}

/** When so many requests began that were made one after the other. */
async function beginnings(pace: Pace, clock: PassingClock, count: number, bucket = 'production us-east-1') {
  const begun: number[] = [];
  for (let request = 0; request < count; request += 1) {
    await pace.turn(bucket, signal);
    pace.began(bucket);
    begun.push(clock.passed());
  }
  return begun;
}

test('requests of a bucket begin so many times a second, the first at once', async () => {
  const { clock, pace } = start(2);

  expect(await beginnings(pace, clock, 4)).toEqual([0, 500, 1000, 1500]);
});

test('buckets do not wait for each other', async () => {
  const { clock, pace } = start(1);
  await beginnings(pace, clock, 1, 'production us-east-1');

  expect(await beginnings(pace, clock, 1, 'production eu-west-1')).toEqual([0]);
  expect(await beginnings(pace, clock, 1, 'production us-east-1')).toEqual([1000]);
});

test('those that ask at the same time get one turn after the other', async () => {
  const { clock, pace } = start(2);

  await Promise.all([1, 2, 3].map(() => pace.turn('production us-east-1', signal)));

  expect(clock.passed()).toBe(1000);
});

test('time in which nobody asked is not made up for', async () => {
  const { clock, pace } = start(2);
  await beginnings(pace, clock, 1);
  clock.pass(10_000);

  expect(await beginnings(pace, clock, 3)).toEqual([10_000, 10_500, 11_000]);
});

test('after a request that began long after its turn the next one keeps its distance', async () => {
  const { clock, pace } = start(2);
  await pace.turn('production us-east-1', signal);
  clock.pass(10_000);
  pace.began('production us-east-1');

  expect(await beginnings(pace, clock, 1)).toEqual([10_500]);
});

test('after AWS has throttled, a bucket is half as fast for five minutes', async () => {
  const { clock, pace } = start(2);
  await beginnings(pace, clock, 1);
  pace.throttled('production us-east-1');

  expect(await beginnings(pace, clock, 3)).toEqual([1000, 2000, 3000]);
  expect(await beginnings(pace, clock, 1, 'production eu-west-1')).toEqual([3000]);
  clock.pass(5 * 60_000);
  expect(await beginnings(pace, clock, 2)).toEqual([303_000, 303_500]);
});
