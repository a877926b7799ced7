/** The watch over the log group of an organization: what it finds for which account, how far it looks, and what that costs. */
import { describe, expect, test } from '@jest/globals';
import { lookedUntil } from '../../../../src/model/facts/activity.ts';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../support/cloudtrail-records.ts';
import { HOUR, MINUTE, seen } from './sweep-events.ts';
import { ago, alive, askedOf, now, readUntil, rootSignIn, userCreated, watchGroup } from './sweep-log-group.ts';

const THIRD_ACCOUNT = '777788889999';
const HOME = 'us-east-1';
const DAY = 24 * HOUR;
/** A day in slices of two hours for each pattern, and one look at the newest records. */
const FIRST_SWEEP = 3 * 12 + 1;

test('one sweep serves two accounts, each with its own events and with none of a third', async () => {
  const { fake, sweep } = await watchGroup([
    ...alive(10 * MINUTE),
    rootSignIn(5 * HOUR),
    userCreated(HOUR, 'mallory', { recipientAccountId: OTHER_ACCOUNT }),
    rootSignIn(HOUR, { recipientAccountId: THIRD_ACCOUNT }),
  ]);

  const [one, other] = await Promise.all([sweep(ACCOUNT), sweep(OTHER_ACCOUNT)]);

  expect(one.sightings).toEqual([{ kind: 'root_sign_in', user: '<root_account>', time: now - 5 * HOUR }]);
  expect(seen(other)).toEqual(['user_created of mallory']);
  for (const { source, homeRegion } of [one, other]) expect([source, homeRegion]).toEqual(['logs', HOME]);
  expect(fake.count('FilterLogEvents')).toBe(FIRST_SWEEP);
});

test('an account that asks soon after it is served by the same sweep, and one that asks later by another one', async () => {
  const { fake, clock, sweep, setRecords } = await watchGroup(alive(0));
  await sweep(ACCOUNT);
  clock.pass(2 * MINUTE * 1000);
  await sweep(OTHER_ACCOUNT);
  expect(fake.count('FilterLogEvents')).toBe(FIRST_SWEEP);

  setRecords([...alive(0), rootSignIn(-MINUTE)]);
  clock.pass(2 * MINUTE * 1000);
  expect(seen(await sweep(ACCOUNT))).toEqual(['root_sign_in of <root_account>']);
  expect(fake.count('FilterLogEvents')).toBe(FIRST_SWEEP + 4);
});

test('AWS is asked twice a second at most, and pages go on over empty ones', async () => {
  const records = [
    ...alive(MINUTE),
    ...Array.from({ length: 5 }, (_, index) => userCreated(HOUR + index, `u${index}`)),
  ];
  const { fake, sweep } = await watchGroup(records, { pageSize: 2, emptyPages: 1 });

  expect(seen(await sweep(ACCOUNT))).toHaveLength(5);

  const starts = fake.requests.map(({ at }) => at);
  expect(starts.slice(1).every((at, index) => at - (starts[index] ?? 0) >= 500)).toBe(true);
});

test('a sign-in in another region is found, and so is a trail that is stopped there', async () => {
  const { sweep } = await watchGroup([
    ...alive(MINUTE),
    rootSignIn(HOUR, { awsRegion: 'ap-southeast-2' }),
    ago(HOUR, { awsRegion: 'sa-east-1', eventSource: 'cloudtrail.amazonaws.com', eventName: 'StopLogging' }),
  ]);

  expect(seen(await sweep(ACCOUNT)).sort()).toEqual(['root_sign_in of <root_account>', 'trail_stopped']);
});

describe('the first sweep', () => {
  test('looks back for a day, or for as long as a finding may stay open', async () => {
    const records = [...alive(MINUTE), rootSignIn(48 * HOUR)];
    const { sweep, restart } = await watchGroup(records);

    expect(seen(await sweep(ACCOUNT))).toEqual([]);
    restart();
    expect(seen(await sweep(ACCOUNT, undefined, { lookBack: 72 * HOUR }))).toEqual(['root_sign_in of <root_account>']);
  });

  test('goes back to where the accounts were read to before a restart', async () => {
    const { fake, clock, sweep, restart } = await watchGroup(alive(0));
    const [one, other] = [await sweep(ACCOUNT), await sweep(OTHER_ACCOUNT)];
    restart();
    clock.pass(48 * HOUR * 1000 - clock.passed());
    const count = askedOf(fake).length;

    await Promise.all([sweep(ACCOUNT, one), sweep(OTHER_ACCOUNT, other), sweep(THIRD_ACCOUNT)]);

    const asked = askedOf(fake)
      .slice(count)
      .filter(({ pattern }) => pattern === 'iam');
    expect(Math.min(...asked.map(({ from }) => from))).toBe(-15 * MINUTE);
    expect(Math.max(...asked.map(({ to }) => to))).toBe(48 * HOUR);
    // 48 hours and a quarter.
    expect(asked).toHaveLength(25);
  });

  test('that is not enough for two who wait for it is followed by one for both', async () => {
    const { fake, sweep } = await watchGroup(alive(MINUTE));
    const last = readUntil(now - 72 * HOUR);

    await Promise.all([sweep(ACCOUNT), sweep(OTHER_ACCOUNT, last), sweep(THIRD_ACCOUNT, last)]);

    const asked = askedOf(fake).filter(({ pattern }) => pattern === 'iam');
    expect(asked).toHaveLength(12 + Math.ceil((72 + 0.25) / 2));
  });

  test('is made anew where an account that asks later was read less far', async () => {
    const { clock, sweep, restart, setRecords } = await watchGroup(alive(0));
    const other = await sweep(OTHER_ACCOUNT);
    restart();
    clock.pass(48 * HOUR * 1000 - clock.passed());
    setRecords([...alive(0), ...alive(-48 * HOUR), rootSignIn(-HOUR, { recipientAccountId: OTHER_ACCOUNT })]);
    await sweep(ACCOUNT);

    const then = await sweep(OTHER_ACCOUNT, other);

    expect(seen(then)).toEqual(['root_sign_in of <root_account>']);
    expect(lookedUntil(then, ['root_sign_in'])).toBe(now + 48 * HOUR);
  });
});

describe('the second sweep', () => {
  async function afterFirst(wait: number) {
    const watched = await watchGroup(alive(0));
    const first = await watched.sweep(ACCOUNT);
    watched.clock.pass(wait * 1000 - watched.clock.passed());
    const count = askedOf(watched.fake).length;
    return { ...watched, first, asked: () => askedOf(watched.fake).slice(count) };
  }

  test('goes back to 15 minutes before the first, and finds what came late by so much', async () => {
    const { sweep, first, setRecords, asked } = await afterFirst(5 * MINUTE);
    setRecords([...alive(0), rootSignIn(15 * MINUTE)]);

    expect(seen(await sweep(ACCOUNT, first))).toEqual(['root_sign_in of <root_account>']);

    expect(asked().filter(({ pattern }) => pattern === 'sign-ins-and-root')).toEqual([
      { pattern: 'sign-ins-and-root', from: -15 * MINUTE, to: 5 * MINUTE },
    ]);
  });

  test('reads the day again a day later, for what came later than that', async () => {
    const { sweep, first, setRecords, clock } = await afterFirst(23 * HOUR);
    const second = await sweep(ACCOUNT, first);
    setRecords([...alive(0), rootSignIn(-22 * HOUR)]);
    clock.pass(30 * MINUTE * 1000);
    const third = await sweep(ACCOUNT, second);
    expect(seen(third)).toEqual([]);
    clock.pass(40 * MINUTE * 1000);

    expect(seen(await sweep(ACCOUNT, third))).toEqual(['root_sign_in of <root_account>']);
  });

  test('looks back anew where a finding may stay open for longer since, however young the sweep is, once, and says so', async () => {
    const { sweep, first, setRecords, clock, asked } = await afterFirst(2 * MINUTE);
    setRecords([...alive(0), rootSignIn(48 * HOUR)]);

    const second = await sweep(ACCOUNT, first, { lookBack: 72 * HOUR });
    const count = asked().length;
    clock.pass(5 * MINUTE * 1000);
    await sweep(ACCOUNT, second);

    expect(seen(second)).toEqual(['root_sign_in of <root_account>']);
    expect([first, second].map(({ looks }) => looks[0]?.lookBack)).toEqual([24 * HOUR, 72 * HOUR]);
    expect(asked().length - count).toBe(4);
  });

  test('keeps no event that is older than a week', async () => {
    const { sweep, setRecords, clock } = await afterFirst(5 * MINUTE);
    setRecords([...alive(0), rootSignIn(-MINUTE)]);
    const second = await sweep(ACCOUNT);
    clock.pass(7 * DAY * 1000);

    expect(seen(second)).toEqual(['root_sign_in of <root_account>']);
    expect(seen(await sweep(ACCOUNT, second))).toEqual([]);
  });

  test('after the clock was ahead and was set right reads what nobody read meanwhile', async () => {
    const { sweep, first, setRecords, clock } = await afterFirst(6 * HOUR);
    const ahead = await sweep(ACCOUNT, first);
    setRecords([...alive(0), ...alive(-3 * HOUR), rootSignIn(-HOUR)]);
    clock.jump(-3 * HOUR * 1000);
    clock.pass(15 * MINUTE * 1000);

    expect(seen(await sweep(ACCOUNT, ahead))).toEqual(['root_sign_in of <root_account>']);
  });

  test.each([
    ['after an outage of two days goes back to the first', 48 * HOUR, -15 * MINUTE],
    ['after one of a month goes back for 7 days', 30 * DAY, 23 * DAY],
  ])('%s', async (_, outage, from) => {
    const { sweep, first, asked } = await afterFirst(outage);

    await sweep(ACCOUNT, first);

    const times = asked().filter(({ pattern }) => pattern === 'iam');
    expect(Math.min(...times.map((each) => each.from))).toBe(from);
    expect(Math.max(...times.map((each) => each.to))).toBe(outage);
  });
});
