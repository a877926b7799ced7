/** The accounts of an organization, as an AWS on loopback and as the configuration that finds them. */
import type { FakeAccountOptions } from '../../test/support/fake-aws/account.ts';
import { FakeOrganization } from '../../test/support/fake-aws/organization.ts';
import { fleetOf } from './fleet.ts';

export interface OrganizationFleet {
  readonly ids: readonly string[];
  /** Of the AWS. None has a report yet. */
  readonly accounts: readonly FakeAccountOptions[];
  readonly organization: FakeOrganization;
  /** Of the exporter, whose own account is the first one and manages the organization. */
  readonly config: object;
}

/** Key of the tag that says who owns an account. */
export const OWNER_TAG = 'team';
const OWNERS = 40;

export function organizationOf(count: number, users: number): OrganizationFleet {
  const { accounts } = fleetOf(count, users);
  const ids = accounts.map(({ accountId }) => accountId);
  const members = ids.map((accountId, index) => ({ accountId, tags: { [OWNER_TAG]: `team-${index % OWNERS}` } }));
  return {
    ids,
    accounts,
    organization: new FakeOrganization({ managementAccountId: ids[0] ?? '', accounts: members }),
    config: { organization: { roleName: 'bench', ownerTag: OWNER_TAG } },
  };
}
