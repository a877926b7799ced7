import { knownMembership } from '../model/account.ts';
import type { ExporterState, FactState } from '../model/exporter-state.ts';
import type { Membership } from './membership.ts';

/** What the metrics say of the accounts of the organization that belong to this shard. @param facts of every account, and of the organization. */
export function organizationState(
  { all, shard, outside }: Membership,
  facts: readonly FactState[],
): NonNullable<ExporterState['organization']> {
  const own = all.filter((member) => member.shard === shard && knownMembership(member.account) !== undefined);
  const waiting = own.filter(({ awaits }) => awaits !== undefined).length;
  const isPending = new Set(facts.filter((fact) => fact.isPending === true).map(({ accountName }) => accountName));
  const pending = own.filter(({ account: { name }, awaits }) => awaits === undefined && isPending.has(name)).length;
  return {
    isListed: facts.some(({ fact, timestamp }) => fact === 'organization' && timestamp !== undefined),
    members: own.length - waiting - pending,
    pending,
    waiting,
    outside,
    units: own.flatMap(({ account: { name }, accountId, units, awaits }) =>
      accountId === undefined || units === undefined || awaits !== undefined
        ? []
        : [{ accountId, accountName: name, units }],
    ),
  };
}
