import { createHash } from 'node:crypto';
import { type Account, namedAccountId } from '../model/account.ts';

/**
 * Which shard reads the account: the one that weighs most for it. Every exporter comes to the same result by itself, and a shard more
 * takes its accounts from all others in equal parts and moves no other account. This is rendezvous hashing (Thaler and Ravishankar, "Using
 * Name-Based Mappings to Increase Hit Rates", IEEE/ACM Transactions on Networking 6(1), 1998), with the first bytes of SHA-256 as the weight: ids
 * that follow each other get weights that have nothing to do with each other.
 *
 * By what the entry says alone: an id that comes with the first report must not move the account.
 *
 * @returns from 0 to `totalShards` - 1
 */
export function shardOf(account: Account, totalShards: number): number {
  const key = namedAccountId(account) ?? account.name;
  let heaviest = { shard: 0, weight: -1 };
  for (let shard = 0; shard < totalShards && totalShards > 1; shard += 1) {
    const weight = weightOf(key, shard);
    if (weight > heaviest.weight) heaviest = { shard, weight };
  }
  return heaviest.shard;
}

function weightOf(key: string, shard: number): number {
  return createHash('sha256').update(`${key}:${shard}`).digest().readUIntBE(0, 6);
}
