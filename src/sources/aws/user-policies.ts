import type { IAMClient } from '@aws-sdk/client-iam';
import type { FactSource } from '../../model/fact-source.ts';
import type { PoliciesOfUser, UserPolicies } from '../../model/facts/user-details.ts';
import { userDetails } from './authorization-details.ts';
import { incomplete } from './pages.ts';
import type { Waiting } from './patience.ts';

/** Shared by all who have none: that is most users. */
const NO_POLICIES: PoliciesOfUser = { attached: [], inline: [] };

/** The names of the policies on every user; those of the user's groups are not among them. */
export function createUserPoliciesSource(client: IAMClient, waiting: Waiting): FactSource<UserPolicies> {
  return {
    async fetch({ signal }) {
      const policies = new Map<string, PoliciesOfUser>();
      for await (const user of userDetails(client, waiting, signal)) {
        const { UserName, AttachedManagedPolicies = [], UserPolicyList = [] } = user;
        const attached = AttachedManagedPolicies.flatMap(({ PolicyName }) => PolicyName ?? []);
        const inline = UserPolicyList.flatMap(({ PolicyName }) => PolicyName ?? []);
        if (UserName === undefined) throw incomplete('a user');
        policies.set(UserName, attached.length + inline.length === 0 ? NO_POLICIES : { attached, inline });
      }
      return policies;
    },
  };
}
