/** Which accounts there are, and which of them this exporter reads. */
import { type Account, namedAccountId } from '../model/account.ts';
import type { ExporterState } from '../model/exporter-state.ts';
import type { Member, Members, Outsider } from '../model/members.ts';
import { shardOf } from './shards.ts';

/** Which of how many exporters this one is; its flags say so. */
export interface ShardPlace {
  readonly shard: number;
  readonly totalShards: number;
}

export interface Membership extends ShardPlace {
  /** Every account, whichever shard reads it, in the order of the configuration. */
  readonly all: readonly (Member & { readonly shard: number })[];
  /** Those that this exporter reads. */
  readonly own: readonly Account[];
  /** Those of the organization that this exporter would read, and does not. */
  readonly outside: readonly Outsider[];
}

/** An account without an entry goes by its id. */
const NAMELESS = { source: 'aws', name: '', owner: '' } as const;

export function membershipOf({ inside, outside }: Members, place: ShardPlace): Membership {
  const { shard, totalShards } = place;
  const all = inside.map((member) => ({ ...member, shard: shardOf(member.account, totalShards) }));
  const own = all.filter((member) => member.shard === shard);
  return {
    shard,
    totalShards,
    // The tags of other shards' accounts are not asked for here: whether one of them is read at all only its own shard knows.
    all: all.filter((member) => member.shard === shard || member.awaits !== 'selection'),
    own: own.filter(({ awaits }) => awaits === undefined).map(({ account }) => account),
    outside: outside.filter(({ accountId }) => shardOf({ ...NAMELESS, accountId }, totalShards) === shard),
  };
}

/**
 * @param membersKnown whether these are all accounts.
 * @param accountIds by the account's name: of those that this exporter has read.
 */
export function membershipState(
  { shard, totalShards, all }: Membership,
  membersKnown: boolean,
  accountIds: ReadonlyMap<string, string>,
): Pick<ExporterState, 'members' | 'membersKnown' | 'shard' | 'totalShards'> {
  const members = all.map(({ account, accountId: known, shard }) => {
    const accountId = known ?? namedAccountId(account) ?? accountIds.get(account.name);
    return { accountName: account.name, shard, ...(accountId !== undefined && { accountId }) };
  });
  return { members, membersKnown, shard, totalShards };
}
