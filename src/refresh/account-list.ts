/** The accounts of an organization over several lists: one that a list lacks may still be there. */
import type { Organization } from '../model/facts/organization.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';

export interface AccountList {
  readonly organization: Organization;
  /** Ids of accounts that the last complete list lacked. */
  readonly missing: readonly string[];
}

/**
 * What is known after a complete list: an account has left when two of them in a row lack it, as AWS's lists are not always of one moment.
 * Throws RefreshFailure for the list of another organization: all accounts of the one before would leave.
 */
export function afterList(before: AccountList | undefined, organization: Organization): AccountList {
  if (before === undefined) return { organization, missing: [] };
  if (before.organization.id !== organization.id) {
    throw new RefreshFailure(
      'configuration',
      `the list is that of organization ${organization.id}, and the accounts are those of ${before.organization.id}: correct the credentials, or restart the exporter to go over to the other one`,
    );
  }
  const there = new Set(organization.accounts.map(({ id }) => id));
  const lacking = before.organization.accounts.filter(({ id }) => !there.has(id));
  const staying = lacking.filter(({ id }) => !before.missing.includes(id));
  return {
    organization: { ...organization, accounts: [...organization.accounts, ...staying] },
    missing: staying.map(({ id }) => id),
  };
}
