import type { AwsAccount } from './account.ts';

/** Which accounts are meant: one of the three. */
export interface Selector {
  /** Id of a unit or of the root: all accounts in it and below. */
  readonly ou?: string;
  /** Id of the account. */
  readonly account?: string;
  readonly tag?: { readonly key: string; readonly value: string };
}

/** How the accounts of an organization are found, and read. */
export interface OrganizationSettings {
  /** Of the role in each account. */
  readonly roleName: string;
  readonly externalId?: string;
  readonly region?: string;
  /** Of accounts whose tags name none; empty: nobody. */
  readonly owner: string;
  /** Key of the tag that says who owns an account; absent: no tag does. */
  readonly ownerTag?: string;
  /** Empty: every account. */
  readonly include: readonly Selector[];
  readonly exclude: readonly Selector[];
  /** Milliseconds: how old the list of accounts may get. */
  readonly interval: number;
  /** By whose credentials the organization is asked. */
  readonly reader: AwsAccount;
}
