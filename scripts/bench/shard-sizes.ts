/** How evenly shards share accounts, and how many accounts move when a shard comes: both follow from the ids alone. */
import { shardOf } from '../../src/refresh/shards.ts';
import type { Figure } from './figure.ts';

const MOST_UNEVEN = 1.25;
/** Of the share that moves: three standard deviations of a thousand accounts. */
const GIVE_OR_TAKE = 0.04;

/** Which of the shards reads each of the accounts. */
export function shardsOf(ids: readonly string[], totalShards: number): number[] {
  return ids.map((accountId) => shardOf({ source: 'aws', name: '', owner: '', accountId }, totalShards));
}

export function shardSizes(ids: readonly string[], totalShards: number): Figure[] {
  const before = shardsOf(ids, totalShards);
  const after = shardsOf(ids, totalShards + 1);
  const sizes = Array.from({ length: totalShards }, (_, shard) => before.filter((other) => other === shard).length);
  const uneven = Math.max(...sizes) / Math.min(...sizes);
  const moved = after.filter((shard, index) => shard !== before[index]);
  const share = moved.length / ids.length;
  const expected = 1 / (totalShards + 1);
  const accounts = `${ids.length.toLocaleString('en')} accounts`;
  return [
    {
      what: `accounts of the largest of ${totalShards} shards, against the smallest, ${accounts}`,
      limit: `at most ${MOST_UNEVEN} times`,
      measured: `${uneven.toFixed(2)} times (${sizes.join(', ')})`,
      held: uneven <= MOST_UNEVEN,
    },
    {
      what: `share of ${accounts} that another shard reads when ${totalShards} shards become ${totalShards + 1}`,
      limit: `${expected}, give or take ${GIVE_OR_TAKE}, and all by the new one`,
      measured: `${share.toFixed(3)}, ${moved.filter((shard) => shard === totalShards).length} of ${moved.length} by the new one`,
      held: Math.abs(share - expected) <= GIVE_OR_TAKE && moved.every((shard) => shard === totalShards),
    },
  ];
}
