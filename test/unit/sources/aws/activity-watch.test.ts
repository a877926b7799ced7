/** The sweeps of the watch: what they find, how far they look, and what they keep. */
import { describe, expect, test } from '@jest/globals';
import { lookedUntil, watchedRegions } from '../../../../src/model/facts/activity.ts';
import { eventAt, NOW, startFake } from './search-history.ts';
import { askedOf, createSweep, HOUR, MINUTE, rootSignIn, seen, usersCreated } from './sweep-events.ts';

const ACCOUNT_ID = '111122223333';
const now = Date.parse(NOW) / 1000;
const HOME = 'us-east-1';
const OTHERS = ['us-east-2', 'eu-north-1', 'ap-southeast-1', 'ap-southeast-2'];

test('a sign-in five hours before the start is found, and every region was looked through', async () => {
  const { clock } = await startFake({ events: [rootSignIn(5 * HOUR)] });

  const activity = await createSweep(clock)();

  expect(activity.sightings).toEqual([{ kind: 'root_sign_in', user: '<root_account>', time: now - 5 * HOUR }]);
  expect(watchedRegions(activity)).toMatchObject([HOME, ...OTHERS].map((region) => ({ region, complete: true })));
});

test('one of two days ago is not, unless a finding may stay open for so long', async () => {
  const { clock } = await startFake({ events: [rootSignIn(48 * HOUR)] });

  expect(seen(await createSweep(clock)())).toEqual([]);
  expect(seen(await createSweep(clock)(undefined, { settings: { lookBack: 72 * HOUR * 1000 } }))).toEqual([
    'root_sign_in of <root_account>',
  ]);
});

test('the home region is asked each time, the others at each third interval, and of their trails not at the start', async () => {
  const { fake, clock } = await startFake({ events: [] });
  const sweep = createSweep(clock);

  const first = await sweep();
  const asked = askedOf(fake);
  expect(asked.filter((each) => each.startsWith(HOME))).toHaveLength(16);
  const elsewhere = OTHERS.flatMap((region) => [`${region} signin.amazonaws.com`, `${region} root`]);
  expect(asked.filter((each) => !each.startsWith(HOME)).sort()).toEqual(elsewhere.sort());

  clock.pass(15 * MINUTE * 1000);
  const second = await sweep(first);
  const again = askedOf(fake).slice(asked.length);
  expect(again.filter((each) => each.startsWith(HOME))).toHaveLength(12);
  const ofTrails = again.filter((each) => !each.startsWith(HOME));
  expect(ofTrails).toHaveLength(4 * OTHERS.length);
  expect(ofTrails.filter((each) => elsewhere.includes(each))).toEqual([]);

  clock.pass(15 * MINUTE * 1000);
  const third = await sweep(second);
  expect(askedOf(fake)).toHaveLength(asked.length + again.length + 12);

  clock.pass(15 * MINUTE * 1000);
  await sweep(third);
  const fourth = askedOf(fake).slice(asked.length + again.length + 12);
  expect(fourth.sort()).toEqual([...asked].sort());
});

test('a region counts as read once its trails were asked for too, and is complete meanwhile', async () => {
  const { clock } = await startFake({ events: [] });
  const sweep = createSweep(clock);

  const first = await sweep();
  clock.pass(15 * MINUTE * 1000);
  const second = await sweep(first);

  expect(watchedRegions(first)).toEqual([
    { region: HOME, watermark: now, complete: true },
    ...OTHERS.map((region) => ({ region, complete: true })),
  ]);
  expect(watchedRegions(second).slice(1)).toEqual(
    OTHERS.map((region) => ({ region, watermark: expect.any(Number), complete: true })),
  );
});

test('a region of the configuration is watched too, once', async () => {
  const { clock } = await startFake({ events: [rootSignIn(HOUR, { awsRegion: 'eu-central-1' })] });

  const activity = await createSweep(clock)(undefined, { settings: { regions: ['eu-central-1', HOME, 'us-east-2'] } });

  expect(watchedRegions(activity).map(({ region }) => region)).toEqual([HOME, ...OTHERS, 'eu-central-1']);
  expect(seen(activity)).toEqual(['root_sign_in of <root_account>']);
});

test('another partition has another home region, and no sign-ins elsewhere', async () => {
  const { clock } = await startFake({
    events: [],
    regions: [{ RegionName: 'cn-north-1', RegionOptStatus: 'ENABLED' }],
  });

  const activity = await createSweep(clock, 'cn-northwest-1')();

  expect(activity.homeRegion).toBe('cn-north-1');
  expect(watchedRegions(activity).map(({ region }) => region)).toEqual(['cn-north-1']);
});

test('a region is asked once a second', async () => {
  const { fake, clock } = await startFake({
    events: [],
    regions: [{ RegionName: 'cn-north-1', RegionOptStatus: 'ENABLED' }],
  });

  await createSweep(clock, 'cn-north-1')();

  const starts = fake.requests.map(({ at }) => at);
  expect(starts).toHaveLength(16);
  expect(starts.slice(1).every((at, index) => at - (starts[index] ?? 0) >= 1000)).toBe(true);
});

describe('the second sweep', () => {
  test('goes back to 15 minutes before the first, and keeps what that one saw', async () => {
    const { fake, clock } = await startFake({ events: [rootSignIn(HOUR)] });
    const sweep = createSweep(clock);
    const first = await sweep();
    clock.pass(15 * MINUTE * 1000);
    const count = fake.requests.length;

    const second = await sweep(first);

    const { input } = fake.requests[count] ?? {};
    expect(input).toMatchObject({ StartTime: now - 15 * MINUTE });
    expect(seen(second)).toEqual(['root_sign_in of <root_account>']);
    expect(lookedUntil(second, ['root_sign_in'])).toBe(input?.EndTime);
  });

  test('finds an event that came late, by up to 15 minutes', async () => {
    const { fake, clock } = await startFake({ events: [] });
    const sweep = createSweep(clock);
    const first = await sweep();
    clock.pass(15 * MINUTE * 1000);
    fake.setLive(ACCOUNT_ID, { events: [rootSignIn(14 * MINUTE)] });

    expect(seen(await sweep(first))).toEqual(['root_sign_in of <root_account>']);
  });

  test('a day later reads the day again, for what came later than that', async () => {
    const { fake, clock } = await startFake({ events: [] });
    const sweep = createSweep(clock);
    const first = await sweep();
    clock.pass(23 * HOUR * 1000);
    const second = await sweep(first);
    fake.setLive(ACCOUNT_ID, { events: [rootSignIn(-22 * HOUR)] });
    clock.pass(30 * MINUTE * 1000);
    const third = await sweep(second);
    expect(seen(third)).toEqual([]);
    clock.pass(30 * MINUTE * 1000);

    expect(seen(await sweep(third))).toEqual(['root_sign_in of <root_account>']);
  });

  test.each([
    ['after an outage of two days goes back to the first', 48 * HOUR, 48 * HOUR + 15 * MINUTE],
    ['after one of a month goes back for 7 days', 30 * 24 * HOUR, 7 * 24 * HOUR],
  ])('%s', async (_, outage, back) => {
    const { fake, clock } = await startFake({ events: [] });
    const sweep = createSweep(clock);
    const first = await sweep();
    const passed = clock.passed();
    const count = fake.requests.length;
    clock.pass(outage * 1000 - passed);

    await sweep(first);

    const { input } = fake.requests[count] ?? {};
    expect(Number(input?.EndTime) - Number(input?.StartTime)).toBe(back);
  });

  test('looks back anew where a finding may stay open for longer since, and once', async () => {
    const { fake, clock } = await startFake({ events: [rootSignIn(48 * HOUR)] });
    const sweep = createSweep(clock);
    const first = await sweep();
    clock.pass(15 * MINUTE * 1000);
    const longer = { settings: { lookBack: 72 * HOUR * 1000 } };

    const second = await sweep(first, longer);
    clock.pass(15 * MINUTE * 1000);
    const count = fake.requests.length;
    await sweep(second, longer);

    expect(seen(second)).toEqual(['root_sign_in of <root_account>']);
    const { input } = fake.requests[count] ?? {};
    expect(Number(input?.EndTime) - Number(input?.StartTime)).toBeLessThan(HOUR);
  });

  test('asks anew what was not asked for every kind of event', async () => {
    const { fake, clock } = await startFake({ events: [rootSignIn(5 * HOUR)] });
    const sweep = createSweep(clock);
    const first = await sweep();
    const looks = first.looks.map((look) => (look.question === 'root' ? { ...look, finds: [] } : look));
    const count = fake.requests.length;

    await sweep({ ...first, looks });

    const asked = fake.requests
      .slice(count)
      .map(({ input }) => [
        (input?.LookupAttributes as { AttributeValue: string }[] | undefined)?.[0]?.AttributeValue,
        Number(input?.EndTime) - Number(input?.StartTime),
      ]);
    expect(asked).toContainEqual(['root', 24 * HOUR]);
    expect(asked).toContainEqual(['CreateUser', expect.closeTo(15 * MINUTE, -2)]);
  });

  test('after the clock was ahead and was set right reads what nobody read meanwhile', async () => {
    const { fake, clock } = await startFake({ events: [] });
    const sweep = createSweep(clock);
    const first = await sweep();
    clock.pass(6 * HOUR * 1000);
    const ahead = await sweep(first);
    fake.setLive(ACCOUNT_ID, { events: [rootSignIn(-HOUR)] });
    clock.jump(-3 * HOUR * 1000);
    clock.pass(15 * MINUTE * 1000);

    expect(seen(await sweep(ahead))).toEqual(['root_sign_in of <root_account>']);
  });

  test('begins with what lags behind', async () => {
    const { fake, clock } = await startFake({ events: [] });
    const sweep = createSweep(clock);
    const first = await sweep();
    const lagging = 'CreateLoginProfile';
    const looks = first.looks.map((look) => (look.question === lagging ? { ...look, watermark: now - HOUR } : look));
    clock.pass(15 * MINUTE * 1000);
    const count = askedOf(fake).length;

    await sweep({ ...first, looks });

    const ofHome = askedOf(fake)
      .slice(count)
      .filter((each) => each.startsWith(HOME));
    expect(ofHome[0]).toBe(`${HOME} ${lagging}`);
  });

  test('keeps no event that is older than a week', async () => {
    const { clock } = await startFake({ events: [rootSignIn(HOUR)] });
    const sweep = createSweep(clock);
    const first = await sweep();
    clock.pass(7 * 24 * HOUR * 1000);

    expect(seen(await sweep(first))).toEqual([]);
  });
});

describe('more events than are read at a time', () => {
  test('are read in the next sweeps: the newest first, and only then the watermark moves', async () => {
    const { fake, clock } = await startFake({ events: usersCreated(2_500) });
    const sweep = createSweep(clock);

    const first = await sweep();
    expect(askedOf(fake).filter((each) => each === `${HOME} CreateUser`)).toHaveLength(40);
    expect(first.sightings).toHaveLength(2_000);
    expect(lookedUntil(first, ['user_created'])).toBeUndefined();
    expect(lookedUntil(first, ['root_sign_in'])).toBe(now);
    const [home] = watchedRegions(first);
    expect(home).toEqual({ region: HOME, complete: false });

    clock.pass(15 * MINUTE * 1000);
    const second = await sweep(first);
    expect(second.sightings).toHaveLength(2_500);
    expect(watchedRegions(second)[0]).toMatchObject({ complete: true });
    // Two pages for what is new or may have come late, and eleven for the rest, of which one event is read again.
    expect(askedOf(fake).filter((each) => each === `${HOME} CreateUser`)).toHaveLength(40 + 2 + 11);
  });
});

test('a record that is no JSON makes its region incomplete', async () => {
  const { fake, clock } = await startFake({ events: [rootSignIn(HOUR)] });
  const broken = { EventId: 'x', EventName: 'x', CloudTrailEvent: '{' };
  fake.script('*', 'LookupEvents', [{ kind: 'with', member: 'Events', value: [broken] }]);

  const activity = await createSweep(clock)();

  expect(activity.looks.flatMap(({ incomplete }) => incomplete ?? [])).toEqual(['1 record is not JSON']);
});

test('an event of another kind is nothing', async () => {
  const { clock } = await startFake({
    events: [eventAt(HOUR, { eventName: 'CreateUser', errorCode: 'AccessDenied' })],
  });

  expect(seen(await createSweep(clock)())).toEqual([]);
});
