import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { AwsAccount } from '../../../src/model/account.ts';
import { shardOf } from '../../../src/refresh/shards.ts';

function account(values: Partial<AwsAccount>): AwsAccount {
  return { source: 'aws', name: 'production', owner: '', ...values };
}

const ofId = (accountId: string) => account({ accountId });
const asId = (number: number) => String(number).padStart(12, '0');
const idsFrom = (start: number, step = 1) => Array.from({ length: 1000 }, (_, index) => asId(start + index * step));
const anyId = fc.integer({ min: 1, max: 999_999_999_999 }).map(asId);
/** Of an organization: most have ids from all over. */
const randomIds = (seed: number) =>
  fc.sample(fc.uniqueArray(fc.noBias(anyId), { minLength: 1000, maxLength: 1000 }), { seed, numRuns: 1 })[0] ?? [];

/** How many of the accounts each shard has. */
function sizes(ids: readonly string[], totalShards: number): number[] {
  const shards = ids.map((id) => shardOf(ofId(id), totalShards));
  return Array.from({ length: totalShards }, (_, shard) => shards.filter((other) => other === shard).length);
}

function imbalance(ids: readonly string[]): number {
  const of4 = sizes(ids, 4);
  return Math.max(...of4) / Math.min(...of4);
}

describe('a further shard', () => {
  test('gets accounts of all others, and no other account moves', () => {
    fc.assert(
      fc.property(anyId, fc.integer({ min: 1, max: 32 }), (id, totalShards) => {
        const [before, after] = [shardOf(ofId(id), totalShards), shardOf(ofId(id), totalShards + 1)];
        return after === before || after === totalShards;
      }),
    );
  });

  test.each([1, 2, 3, 4, 7, 15])('of %d before gets its part of the accounts', (before) => {
    const part = 1 / (before + 1);
    const moved = sizes(randomIds(1), before + 1)[before] ?? 0;
    const deviation = Math.sqrt(1000 * part * (1 - part));
    expect(Math.abs(moved - 1000 * part)).toBeLessThan(3 * deviation);
  });
});

describe('of four shards the largest has a quarter more accounts than the smallest at most', () => {
  test.each([
    ['follow each other', idsFrom(100_000_000_000)],
    ['begin with zeros', idsFrom(1)],
    ['are a thousand apart', idsFrom(210_987_654_321, 1009)],
    ['come from all over', randomIds(1)],
  ])('where 1,000 ids %s', (_, ids) => {
    expect(imbalance(ids)).toBeLessThan(1.25);
  });

  // No hash promises it of each set: 250 accounts a shard, give or take 14.
  test('in nearly every set of 1,000 ids, and never twice as many', () => {
    const sets = Array.from({ length: 40 }, (_, seed) => imbalance(randomIds(seed)));
    expect(sets.filter((ratio) => ratio > 1.25).length).toBeLessThanOrEqual(4);
    expect(Math.max(...sets)).toBeLessThan(1.5);
  });
});

describe('an account', () => {
  test('is always of the same shard, or a rollout would move it', () => {
    const ids = ['111122223333', '123456789012', '999999999999', '000000000001'];
    expect(ids.map((id) => shardOf(ofId(id), 16))).toEqual([3, 10, 12, 10]);
  });

  test('has the shard of its id, however the entry says it and whatever its name is', () => {
    const byId = shardOf(ofId('123456789012'), 64);
    expect(shardOf(account({ name: 'other', accountId: '123456789012' }), 64)).toBe(byId);
    expect(shardOf(account({ name: 'x', roleArn: 'arn:aws:iam::123456789012:role/reader' }), 64)).toBe(byId);
  });

  test('has the shard of its name where the entry says no id', () => {
    const names = Array.from({ length: 20 }, (_, index) => `account-${index}`);
    const shards = new Set(names.map((name) => shardOf(account({ name }), 4)));
    expect([...shards].sort()).toEqual([0, 1, 2, 3]);
  });

  test('is of the one shard that there is', () => {
    expect(shardOf(ofId('123456789012'), 1)).toBe(0);
  });
});
