/** In which units an account is, where the list of accounts does not say it. Source: Organizations API reference, ListParents. */
import { ListParentsCommand, type OrganizationsClient } from '@aws-sdk/client-organizations';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { askOrganization } from './ask-organization.ts';
import type { Waiting } from './patience.ts';

/** Ids of the root and of the units, outermost first. */
type UnitsOf = (childId: string, signal: AbortSignal) => Promise<readonly string[]>;

/** Makes a question for one round: what is above a unit is asked once in it. */
export function createUnitsQuestion(client: OrganizationsClient, waiting: Waiting): () => UnitsOf {
  return () => {
    const known = new Map<string, readonly string[]>();
    return async function unitsOf(childId, signal): Promise<readonly string[]> {
      const before = known.get(childId);
      if (before !== undefined) return before;
      const ask = () => client.send(new ListParentsCommand({ ChildId: childId }), { abortSignal: signal });
      const { Parents: [parent] = [] } = await askOrganization('organizations:ListParents', ask, waiting, signal);
      if (parent?.Id === undefined)
        throw new RefreshFailure('service', 'Organizations named no parent of an account or unit');
      const units = parent.Type === 'ROOT' ? [parent.Id] : [...(await unitsOf(parent.Id, signal)), parent.Id];
      known.set(childId, units);
      return units;
    };
  };
}
