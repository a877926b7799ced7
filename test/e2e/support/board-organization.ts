/** An organization of the accounts of boards: units in units, and an account that nobody reads. */
import { FakeOrganization } from '../../support/fake-aws/organization.ts';
import type { BoardAccount } from './board-accounts.ts';

export const UNITS = { shops: 'ou-ab12-11111111', europe: 'ou-ab12-22222222', labs: 'ou-ab12-33333333' } as const;

/** Europe is one of the shops. An account without a unit is in the root. */
export function boardOrganization(accounts: readonly BoardAccount[]): FakeOrganization {
  const [{ accountId: managementAccountId }] = accounts as [BoardAccount];
  return new FakeOrganization({
    managementAccountId,
    units: [
      { id: UNITS.shops, name: 'shops' },
      { id: UNITS.europe, name: 'europe', parentId: UNITS.shops },
      { id: UNITS.labs, name: 'labs' },
    ],
    accounts: [
      ...accounts.map(({ accountId, name, unit }) => ({
        accountId,
        name,
        ...(unit !== undefined && { parentId: UNITS[unit] }),
      })),
      { accountId: '999900001111', name: 'former', state: 'SUSPENDED' },
    ],
  });
}
