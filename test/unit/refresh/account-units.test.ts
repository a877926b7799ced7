/** Of which units the exporter tells: those above the accounts that it reads, as the last complete list has them. */
import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { MINUTE } from '../../../src/model/time.ts';
import { membershipOf } from '../../../src/refresh/membership.ts';
import { organizationState } from '../../../src/refresh/organization-state.ts';
import { shardOf } from '../../../src/refresh/shards.ts';
import { A, B, MANAGEMENT, member, type RunningDiscovery, startDiscovery } from './running-discovery.ts';

const ROOT = 'r-ab12';
const SHOPS = 'ou-ab12-11111111';
const EUROPE = 'ou-ab12-22222222';
const ROUND = 15 * MINUTE + 5_000;

function unitsOf({ discovery }: RunningDiscovery, place = { shard: 0, totalShards: 1 }): Record<string, string[]> {
  const { units } = organizationState(membershipOf(discovery.members(), place), discovery.states());
  return Object.fromEntries(units.map(({ accountId, units }) => [accountId, [...units]]));
}

test('an account is below its unit and the parents of that, and the root is none of them', async () => {
  const running = startDiscovery();
  running.answers.list = [member(MANAGEMENT, { units: [ROOT] }), member(A, { units: [ROOT, SHOPS, EUROPE] })];

  await running.clock.advance(0);
  expect(unitsOf(running)).toEqual({ [MANAGEMENT]: [], [A]: [SHOPS, EUROPE] });
});

test('one that is moved is below the other unit from the next complete list on', async () => {
  const running = startDiscovery();
  const { answers, clock, changes } = running;
  answers.list = [member(MANAGEMENT), member(A, { units: [ROOT, SHOPS] })];
  await clock.advance(0);
  const before = changes();

  answers.list = new RefreshFailure('throttled', 'slower');
  await clock.advance(ROUND);
  expect([unitsOf(running)[A], changes()]).toEqual([[SHOPS], before]);
  answers.list = [member(MANAGEMENT), member(A, { units: [ROOT, EUROPE] })];
  await clock.advance(ROUND);
  expect(unitsOf(running)[A]).toEqual([EUROPE]);
  // Else the page would keep the unit of before.
  expect(changes()).toBe(before + 1);
});

test('nothing is said where nobody knows the units, nor of an account that is not read', async () => {
  const running = startDiscovery({ settings: { ownerTag: 'team' } });
  running.answers.list = [
    member(MANAGEMENT),
    member(A, { units: [ROOT, SHOPS], state: 'SUSPENDED' }),
    member(B, { units: [ROOT, SHOPS] }),
  ];
  running.answers.tags = { [B]: new RefreshFailure('throttled', 'slower') };

  await running.clock.advance(0);
  expect(unitsOf(running)).toEqual({});
});

test('the shard that reads the account says it, and no other', async () => {
  const running = startDiscovery();
  running.answers.list = [member(A, { units: [ROOT, SHOPS] })];
  await running.clock.advance(0);

  const own = shardOf({ source: 'aws', name: '', owner: '', accountId: A }, 2);
  expect(unitsOf(running, { shard: own, totalShards: 2 })).toEqual({ [A]: [SHOPS] });
  expect(unitsOf(running, { shard: 1 - own, totalShards: 2 })).toEqual({});
});

test('a restart knows the units of before, while Organizations does not answer', async () => {
  const before = startDiscovery();
  before.answers.list = [member(A, { units: [ROOT, SHOPS] })];
  await before.clock.advance(0);
  const stored = before.stored();

  const after = startDiscovery(stored === undefined ? {} : { stored });
  after.answers.list = new RefreshFailure('throttled', 'slower');
  await after.clock.advance(0);
  expect(unitsOf(after)).toEqual({ [A]: [SHOPS] });
});
