/** What the watch over a log group says where it cannot read everything, and whom that concerns. */
import { describe, expect, test } from '@jest/globals';
import { lookedUntil, watchedRegions } from '../../../../src/model/facts/activity.ts';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../support/cloudtrail-records.ts';
import { type Fault, faults, wireError } from '../../../support/fake-aws/faults.ts';
import { HOUR, MINUTE, seen } from './sweep-events.ts';
import { alive, askedOf, now, readUntil, rootSignIn, userCreated, watchGroup } from './sweep-log-group.ts';

const HOME = 'us-east-1';
const SLICES = 12;
const LATE = new RefreshFailure('timeout', 'activity was not there after 600 s');

describe('where AWS refuses the log group', () => {
  test.each<[string, Fault, RegExp]>([
    ['access_denied', faults.accessDenied, /logs:FilterLogEvents.* account audit, see logs\.account of the config/],
    ['configuration', wireError('ResourceNotFoundException', 400), /no such log group .*logs\.logGroup.*logs\.account/],
    ['throttled', faults.throttling, /./],
  ])('all accounts fail alike, and AWS is asked once for all of them: %s', async (reason, fault, message) => {
    const { fake, sweep } = await watchGroup(alive(MINUTE));
    fake.always('*', 'FilterLogEvents', fault);

    const asked = await Promise.allSettled([sweep(ACCOUNT), sweep(OTHER_ACCOUNT)]);

    const failure = { reason, message: expect.stringMatching(message) };
    expect(asked).toEqual([1, 2].map(() => ({ status: 'rejected', reason: expect.objectContaining(failure) })));
    expect(fake.count('FilterLogEvents')).toBe(reason === 'throttled' ? 5 : 1);
  });

  test('in the middle, what came before it counts, and nothing is said to be looked through', async () => {
    const { fake, sweep } = await watchGroup([...alive(MINUTE), rootSignIn(HOUR), userCreated(HOUR, 'mallory')]);
    fake.script('*', 'FilterLogEvents', [...Array.from({ length: SLICES }, () => faults.none), faults.accessDenied]);

    const activity = await sweep(ACCOUNT);

    expect(seen(activity)).toEqual(['root_sign_in of <root_account>']);
    expect(lookedUntil(activity, ['root_sign_in'])).toBe(now - MINUTE);
    expect(lookedUntil(activity, ['user_created'])).toBeUndefined();
    expect(watchedRegions(activity)).toEqual([{ region: HOME, complete: false }]);
    expect(activity.looks.map(({ incomplete }) => incomplete?.slice(0, 13))).toEqual([
      undefined,
      'access_denied',
      'access_denied',
    ]);
  });

  test('on the way to where an account was read to, its watermark stays', async () => {
    const { fake, sweep } = await watchGroup(alive(MINUTE));
    await sweep(ACCOUNT);
    const slices = Math.ceil((72 + 0.25) / 2);
    fake.script('*', 'FilterLogEvents', [...Array.from({ length: slices }, () => faults.none), faults.accessDenied]);

    const activity = await sweep(OTHER_ACCOUNT, readUntil(now - 72 * HOUR));

    expect(lookedUntil(activity, ['root_sign_in'])).toBe(now - MINUTE);
    expect(lookedUntil(activity, ['user_created'])).toBe(now - 72 * HOUR);
  });

  test('is good again in the next sweep', async () => {
    const { fake, sweep } = await watchGroup([...alive(MINUTE), rootSignIn(HOUR)]);
    fake.script('*', 'FilterLogEvents', [faults.accessDenied]);
    await expect(sweep(ACCOUNT)).rejects.toBeInstanceOf(RefreshFailure);

    const activity = await sweep(ACCOUNT);

    expect(seen(activity)).toEqual(['root_sign_in of <root_account>']);
    expect(watchedRegions(activity)).toEqual([{ region: HOME, watermark: now - MINUTE, complete: true }]);
  });
});

test('a line that is no JSON makes the look incomplete, until the next sweep', async () => {
  const { fake, sweep, clock } = await watchGroup(alive(0));
  fake.script('*', 'FilterLogEvents', [{ kind: 'with', member: 'events', value: [{ message: '{' }] }]);

  const first = await sweep(ACCOUNT);
  clock.pass(5 * MINUTE * 1000);

  expect(watchedRegions(first)).toEqual([{ region: HOME, watermark: now, complete: false }]);
  expect(first.looks.flatMap(({ incomplete }) => incomplete ?? [])).toEqual(['1 record is not JSON']);
  expect(watchedRegions(await sweep(ACCOUNT, first))).toMatchObject([{ complete: true }]);
});

test('what a sweep could not read comes first in the next one', async () => {
  const { fake, sweep, clock } = await watchGroup(alive(0));
  fake.script('*', 'FilterLogEvents', [
    ...Array.from({ length: 2 * SLICES }, () => faults.none),
    wireError('Odd', 500),
  ]);
  const first = await sweep(ACCOUNT);
  clock.pass(5 * MINUTE * 1000);
  const count = askedOf(fake).length;

  await sweep(ACCOUNT, first);

  expect(first.looks.filter(({ incomplete }) => incomplete !== undefined).map(({ question }) => question)).toEqual([
    askedOf(fake)[count]?.pattern,
  ]);
  expect(askedOf(fake)[0]?.pattern).not.toBe(askedOf(fake)[count]?.pattern);
});

test('AWS that throttles is waited for, and asked half as often then', async () => {
  const { fake, sweep } = await watchGroup(alive(MINUTE));
  fake.script('*', 'FilterLogEvents', [faults.throttling]);

  const activity = await sweep(ACCOUNT);

  expect(watchedRegions(activity)).toEqual([{ region: HOME, watermark: now - MINUTE, complete: true }]);
  const starts = fake.requests.map(({ at }) => at);
  expect(starts.slice(1).every((at, index) => at - (starts[index] ?? 0) >= 1000)).toBe(true);
});

test('an account whose newest record cannot be asked for says why; the others do not', async () => {
  const busy = Array.from({ length: 500 }, () => alive(0, OTHER_ACCOUNT)).flat();
  const { fake, sweep } = await watchGroup([...alive(20 * MINUTE, ACCOUNT), ...busy]);
  fake.script('*', 'FilterLogEvents', [
    ...Array.from({ length: 3 * SLICES + 1 }, () => faults.none),
    faults.accessDenied,
  ]);

  const [one, other] = await Promise.all([sweep(ACCOUNT), sweep(OTHER_ACCOUNT)]);

  expect(one.looks[0]?.incomplete).toMatch(/^access_denied: /);
  expect(watchedRegions(other)).toMatchObject([{ complete: true }]);
});

describe('at the deadline of an account', () => {
  test('the sweep goes on for those who wait', async () => {
    const deadline = new AbortController();
    const { fake, sweep } = await watchGroup([...alive(MINUTE), rootSignIn(HOUR)], {}, () => {
      if (fake.count('FilterLogEvents') === 5) deadline.abort(LATE);
    });

    const [late, other] = await Promise.all([
      sweep(ACCOUNT, undefined, { signal: deadline.signal }),
      sweep(OTHER_ACCOUNT),
    ]);

    expect(watchedRegions(other)).toEqual([{ region: HOME, watermark: now - MINUTE, complete: true }]);
    expect(fake.count('FilterLogEvents')).toBe(3 * SLICES + 1);
    expect(seen(late)).toEqual(['root_sign_in of <root_account>']);
    expect(late.looks.map(({ incomplete }) => incomplete)).toEqual(
      [1, 2, 3].map(() => 'timeout: activity was not there after 600 s'),
    );
    expect(watchedRegions(late)).toEqual([{ region: HOME, complete: false }]);
  });

  test('of the last one the sweep ends, and the next one goes on behind what was read', async () => {
    const deadline = new AbortController();
    const { fake, sweep, clock } = await watchGroup(alive(0), {}, () => {
      if (fake.count('FilterLogEvents') === 8) deadline.abort(LATE);
    });
    const late = await sweep(ACCOUNT, undefined, { signal: deadline.signal });
    expect(fake.count('FilterLogEvents')).toBe(8);
    clock.pass(5 * MINUTE * 1000 - clock.passed());

    const then = await sweep(ACCOUNT, late);

    const patterns = askedOf(fake)
      .slice(8)
      .filter(({ pattern }) => pattern === 'sign-ins-and-root');
    expect(patterns.map(({ from, to }) => [from / HOUR, to / HOUR])).toEqual([
      [-0.25, 5 / 60],
      [-16, -14],
      [-18, -16],
      [-20, -18],
      [-22, -20],
      [-24 + 5 / 60, -22],
    ]);
    expect(watchedRegions(then)).toEqual([{ region: HOME, watermark: now, complete: true }]);
  });

  test('what was read for an account that was read less far than the others is not read again', async () => {
    const deadline = new AbortController();
    const { fake, sweep, clock } = await watchGroup(alive(0), {}, () => {
      if (fake.count('FilterLogEvents') === 3 * SLICES + 1 + 26) deadline.abort(LATE);
    });
    const first = await sweep(ACCOUNT);
    const before = readUntil(now - 72 * HOUR);
    clock.pass(5 * MINUTE * 1000 - clock.passed());
    const late = await sweep(OTHER_ACCOUNT, before, { signal: deadline.signal });
    const count = askedOf(fake).length;

    const [one, other] = await Promise.all([sweep(ACCOUNT, first), sweep(OTHER_ACCOUNT, late)]);

    const asked = askedOf(fake)
      .slice(count)
      .filter(({ pattern }) => pattern === 'sign-ins-and-root');
    expect(lookedUntil(late, ['root_sign_in'])).toBe(now - 72 * HOUR);
    expect(Math.min(...asked.map(({ from }) => from))).toBe(-72.25 * HOUR);
    expect(asked.length).toBeLessThan(16);
    for (const activity of [one, other])
      expect(watchedRegions(activity)).toEqual([{ region: HOME, watermark: now, complete: true }]);
  });

  test('nothing is given where nothing was read', async () => {
    const deadline = new AbortController();
    const { fake, sweep } = await watchGroup(alive(0), {}, () => deadline.abort(LATE));
    fake.always('*', 'FilterLogEvents', faults.hang);

    await expect(sweep(ACCOUNT, undefined, { signal: deadline.signal })).rejects.toBe(LATE);
  });
});
