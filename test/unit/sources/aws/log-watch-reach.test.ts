/** How far an account was read in the log group of an organization: the group does not say what it lacks. */
import { expect, describe, test } from '@jest/globals';
import { type Activity, lookedUntil, watchedRegions } from '../../../../src/model/facts/activity.ts';
import { ACCOUNT, OTHER_ACCOUNT } from '../../../support/cloudtrail-records.ts';
import { HOUR, MINUTE, seen } from './sweep-events.ts';
import { ago, alive, askedOf, now, readUntil, rootSignIn, watchGroup } from './sweep-log-group.ts';

const HOME = 'us-east-1';

describe('how far an account was read', () => {
  const reach = (activity: Activity) => watchedRegions(activity);

  test('is up to its newest record, of whomever, in the region of IAM', async () => {
    const { sweep } = await watchGroup([...alive(20 * MINUTE), ago(MINUTE, { awsRegion: 'eu-west-1' })]);

    expect(reach(await sweep(ACCOUNT))).toEqual([{ region: HOME, watermark: now - 20 * MINUTE, complete: true }]);
  });

  test('costs no request where the newest records of all show it, and one where they do not', async () => {
    const busy = Array.from({ length: 500 }, (_, index) => ago(index, { recipientAccountId: OTHER_ACCOUNT }));
    const { fake, sweep } = await watchGroup([...alive(20 * MINUTE, ACCOUNT), ...busy]);

    await Promise.all([sweep(ACCOUNT), sweep(OTHER_ACCOUNT)]);

    expect(
      askedOf(fake)
        .slice(36)
        .map(({ pattern }) => pattern),
    ).toEqual(['newest', ACCOUNT]);
  });

  test('is not known by what happened in another region', async () => {
    const { sweep } = await watchGroup([rootSignIn(5 * MINUTE, { awsRegion: 'eu-north-1' })]);

    const activity = await sweep(ACCOUNT);

    expect(seen(activity)).toEqual(['root_sign_in of <root_account>']);
    expect(reach(activity)).toEqual([{ region: HOME, complete: false }]);
  });

  test('of a silent account is asked every 15 minutes at most', async () => {
    const { fake, clock, sweep } = await watchGroup(alive(MINUTE, OTHER_ACCOUNT));
    const asks = () => askedOf(fake).filter(({ pattern }) => pattern === ACCOUNT).length;
    let last = await sweep(ACCOUNT);
    for (const [minutes, expected] of [
      [5, 1],
      [10, 1],
      [16, 2],
    ] as const) {
      clock.pass(minutes * MINUTE * 1000 - clock.passed());
      last = await sweep(ACCOUNT, last);
      expect(asks()).toBe(expected);
      expect(reach(last)).toEqual([{ region: HOME, complete: false }]);
    }
  });

  test('of a silent account is asked at once after the clock was set back', async () => {
    const { fake, clock, sweep } = await watchGroup(alive(MINUTE, OTHER_ACCOUNT));
    const asks = () => askedOf(fake).filter(({ pattern }) => pattern === ACCOUNT).length;
    const first = await sweep(ACCOUNT);
    clock.jump(-3 * HOUR * 1000);
    clock.pass(5 * MINUTE * 1000);

    await sweep(ACCOUNT, first);

    expect(asks()).toBe(2);
  });

  test('does not fall where the log group has less than before', async () => {
    const { sweep } = await watchGroup(alive(20 * MINUTE));

    const activity = await sweep(ACCOUNT, readUntil(now - 5 * MINUTE));

    expect(reach(activity)).toEqual([{ region: HOME, watermark: now - 5 * MINUTE, complete: true }]);
  });

  test('is not known of an account without a record, of which nothing is said then', async () => {
    const { sweep } = await watchGroup(alive(MINUTE, OTHER_ACCOUNT));
    const activity = await sweep(ACCOUNT);

    expect(reach(activity)).toEqual([{ region: HOME, complete: false }]);
    expect(lookedUntil(activity, ['root_sign_in'])).toBeUndefined();
    expect(activity.looks[0]?.incomplete).toMatch(/^the log group has no record of this account from the last hour in/);
  });

  test('stays where it was while CloudTrail writes nothing, and what was seen stays', async () => {
    const { sweep, clock } = await watchGroup([...alive(MINUTE), rootSignIn(HOUR)]);
    const first = await sweep(ACCOUNT);
    clock.pass(61 * MINUTE * 1000);

    const second = await sweep(ACCOUNT, first);

    expect(reach(second)).toEqual([{ region: HOME, watermark: now - MINUTE, complete: false }]);
    expect(seen(second)).toEqual(['root_sign_in of <root_account>']);
  });

  test('goes on when CloudTrail writes again', async () => {
    const { sweep, clock, setRecords } = await watchGroup(alive(MINUTE));
    const first = await sweep(ACCOUNT);
    clock.pass(2 * HOUR * 1000 - clock.passed());
    const second = await sweep(ACCOUNT, first);
    setRecords([...alive(MINUTE), ...alive(-2 * HOUR - MINUTE)]);
    clock.pass(5 * MINUTE * 1000);

    expect(reach(await sweep(ACCOUNT, second))).toEqual([
      { region: HOME, watermark: now + 2 * HOUR + MINUTE, complete: true },
    ]);
  });
});
