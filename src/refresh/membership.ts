/** Which accounts there are, and which of them this exporter reads. */
import { type Account, namedAccountId } from '../model/account.ts';
import type { ExporterState } from '../model/exporter-state.ts';
import { shardOf } from './shards.ts';

/** Which of how many exporters this one is; its flags say so. */
export interface ShardPlace {
  readonly shard: number;
  readonly totalShards: number;
}

export interface Membership extends ShardPlace {
  /** Every account, whichever shard reads it, in the order of the configuration. */
  readonly all: readonly { readonly account: Account; readonly shard: number }[];
  /** Whether these are all accounts. */
  readonly known: boolean;
  /** Those that this exporter reads. */
  readonly own: readonly Account[];
}

/** The accounts of the configuration are all that there are. */
export function membersOf({ accounts }: { readonly accounts: readonly Account[] }, place: ShardPlace): Membership {
  const { shard, totalShards } = place;
  const all = accounts.map((account) => ({ account, shard: shardOf(account, totalShards) }));
  const own = all.filter((member) => member.shard === shard).map(({ account }) => account);
  return { shard, totalShards, all, known: true, own };
}

/** @param accountIds by the account's name: of those that this exporter has read. */
export function membershipState(
  { shard, totalShards, all, known }: Membership,
  accountIds: ReadonlyMap<string, string>,
): Pick<ExporterState, 'members' | 'membersKnown' | 'shard' | 'totalShards'> {
  const members = all.map(({ account, shard }) => {
    const accountId = namedAccountId(account) ?? accountIds.get(account.name);
    return { accountName: account.name, shard, ...(accountId !== undefined && { accountId }) };
  });
  return { members, membersKnown: known, shard, totalShards };
}
