import type { ExporterState, FactState } from '../model/exporter-state.ts';
import type { Discovery, DiscoverySettings } from './discovery.ts';
import type { ShardPlace } from './membership.ts';
import { shardOf } from './shards.ts';

/** What the metrics say of the accounts of the organization that belong to this shard. */
export function organizationState(
  { organization }: Pick<DiscoverySettings, 'organization'>,
  discovery: Pick<Discovery, 'members' | 'states'>,
  facts: readonly FactState[],
  { shard, totalShards }: ShardPlace,
): Pick<ExporterState, 'organization'> {
  if (organization === undefined) return {};
  const { inside, outside } = discovery.members();
  const own = inside.filter(
    ({ account }) => account.membership !== undefined && shardOf(account, totalShards) === shard,
  );
  const waiting = own.filter(({ awaits }) => awaits !== undefined).length;
  const isPending = new Set(facts.filter((fact) => fact.isPending === true).map(({ accountName }) => accountName));
  const pending = own.filter(({ account: { name }, awaits }) => awaits === undefined && isPending.has(name)).length;
  return {
    organization: {
      isListed: discovery.states().some(({ fact, timestamp }) => fact === 'organization' && timestamp !== undefined),
      members: own.length - waiting - pending,
      pending,
      waiting,
      outside: outside.filter(({ accountId }) => shardOf({ ...organization.reader, accountId }, totalShards) === shard),
    },
  };
}
