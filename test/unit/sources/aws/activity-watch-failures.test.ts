/** What a sweep that cannot read everything says, and what it leaves as it was. */
import { describe, expect, test } from '@jest/globals';
import { lookedUntil, watchedRegions } from '../../../../src/model/facts/activity.ts';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { faults } from '../../../support/fake-aws/faults.ts';
import { NOW, startFake } from './search-history.ts';
import { askedOf, createSweep, HOUR, MINUTE, rootSignIn, seen, usersCreated } from './sweep-events.ts';

const ACCOUNT_ID = '111122223333';
const now = Date.parse(NOW) / 1000;
const HOME = 'us-east-1';
const OTHERS = ['us-east-2', 'eu-north-1', 'ap-southeast-1', 'ap-southeast-2'];
const enabled = (...names: string[]) =>
  names.map((RegionName) => ({ RegionName, RegionOptStatus: 'ENABLED_BY_DEFAULT' as const }));

describe('a region that the account has not enabled', () => {
  const regions = enabled(HOME, ...OTHERS.filter((region) => region !== 'eu-north-1'));

  test('is incomplete, and asked once instead of for everything; the others are complete', async () => {
    const { fake, clock } = await startFake({ events: [rootSignIn(HOUR)], regions });

    const activity = await createSweep(clock)();

    expect(watchedRegions(activity).filter(({ complete }) => !complete)).toEqual([
      { region: 'eu-north-1', complete: false },
    ]);
    expect(seen(activity)).toEqual(['root_sign_in of <root_account>']);
    expect(new Set(askedOf(fake).filter((each) => each.startsWith('eu-north-1'))).size).toBe(1);
  });

  test('is complete in the sweep after somebody has enabled it', async () => {
    const { fake, clock } = await startFake({ events: [], regions });
    const sweep = createSweep(clock);
    const first = await sweep();
    fake.setLive(ACCOUNT_ID, { regions: enabled(HOME, ...OTHERS) });
    clock.pass(45 * MINUTE * 1000);

    expect(watchedRegions(await sweep(first)).filter(({ complete }) => !complete)).toEqual([]);
  });

  test('that is the home region leaves what the others know', async () => {
    const { clock } = await startFake({
      events: [rootSignIn(HOUR, { awsRegion: 'us-east-2' })],
      regions: enabled(...OTHERS),
    });

    const activity = await createSweep(clock)();

    expect(seen(activity)).toEqual(['root_sign_in of <root_account>']);
    expect(lookedUntil(activity, ['root_sign_in'])).toBeUndefined();
  });
});

describe('where AWS refuses everything', () => {
  test('the sweep fails, and says why', async () => {
    const { fake, clock } = await startFake({ events: [] });
    fake.always('*', 'LookupEvents', faults.accessDenied);

    await expect(createSweep(clock)()).rejects.toMatchObject({
      reason: 'access_denied',
      message: expect.stringContaining('cloudtrail:LookupEvents'),
    });
    expect(fake.count('LookupEvents')).toBe(5);
  });

  test('for the first time after a good sweep, nothing that was known is lost, and nothing is said to be looked through', async () => {
    const { fake, clock } = await startFake({ events: [rootSignIn(HOUR)] });
    const sweep = createSweep(clock);
    const first = await sweep();
    fake.always('*', 'LookupEvents', faults.accessDenied);
    clock.pass(15 * MINUTE * 1000);

    const second = await sweep(first);

    expect(seen(second)).toEqual(['root_sign_in of <root_account>']);
    expect(lookedUntil(second, ['root_sign_in'])).toBe(now);
    expect(watchedRegions(second)[0]).toEqual({ region: HOME, watermark: now, complete: false });
    clock.pass(45 * MINUTE * 1000);
    await expect(sweep(second)).rejects.toMatchObject({ reason: 'access_denied' });
  });
});

test('where nothing answers, the sweep fails', async () => {
  const { fake, clock } = await startFake({ events: [] });
  const sweep = createSweep(clock);
  const first = await sweep();
  fake.always('*', 'LookupEvents', faults.cut);
  clock.pass(15 * MINUTE * 1000);

  await expect(sweep(first)).rejects.toMatchObject({ reason: 'network' });
});

test('where AWS throttles for minutes, the sweep fails for that reason', async () => {
  const { fake, clock } = await startFake({ events: [] });
  fake.always('*', 'LookupEvents', faults.throttling);

  await expect(createSweep(clock)()).rejects.toMatchObject({ reason: 'throttled' });
  expect(clock.passed()).toBeGreaterThan(MINUTE * 1000);
});

test('one question that fails leaves the others', async () => {
  const { fake, clock } = await startFake({ events: [rootSignIn(HOUR)] });
  fake.script('*', 'LookupEvents', [faults.withoutEvents]);

  const activity = await createSweep(clock)();

  expect(activity.looks.flatMap(({ incomplete }) => incomplete ?? [])).toEqual([
    'service: AWS answered with nothing of what it was asked for',
  ]);
  expect(seen(activity)).toEqual(['root_sign_in of <root_account>']);
});

describe('a sweep that is given up', () => {
  const late = new RefreshFailure('timeout', 'AWS did not answer in time');

  test('keeps what it has seen, says where it did not come to the end, and goes on there', async () => {
    const given = new AbortController();
    const { fake, clock } = await startFake({ events: usersCreated(120) }, ({ operation, input }) => {
      if (operation === 'LookupEvents' && input?.NextToken !== undefined) given.abort(late);
    });
    const sweep = createSweep(clock);

    const first = await sweep(undefined, { signal: given.signal });

    expect(first.sightings).toHaveLength(50);
    expect(lookedUntil(first, ['user_created'])).toBeUndefined();
    const question = (id: string) => first.looks.find((look) => look.region === HOME && look.question === id);
    expect(question('CreateUser')?.incomplete).toBe('timeout: AWS did not answer in time');
    expect(question('AttachUserPolicy')?.incomplete).toBe('timeout: AWS did not answer in time');
    expect(question('root')).toMatchObject({ watermark: now });
    expect(fake.requests.at(-1)?.input).toMatchObject({ NextToken: expect.any(String) });

    const second = await sweep(first);
    expect(second.sightings).toHaveLength(120);
    expect(watchedRegions(second)[0]).toMatchObject({ complete: true });
  });

  test('before AWS has answered anything, fails', async () => {
    const given = new AbortController();
    const { fake, clock } = await startFake({ events: [] }, () => given.abort(late));
    fake.always('*', 'LookupEvents', faults.hang);

    await expect(createSweep(clock)(undefined, { signal: given.signal })).rejects.toBe(late);
  });
});
