/** Who belongs to the organization. Source: Organizations API reference, Account and ListTagsForResource. */
import { HOUR, MINUTE, type UnixSeconds } from '../time.ts';
import type { FactDeclaration } from './fact.ts';

/** Not of one account: the exporter asks once, by the credentials that may ask the organization. */
export const organizationFact = {
  id: 'organization',
  what: 'the accounts of the organization',
  interval: 15 * MINUTE,
  leastInterval: MINUTE,
  enabled: false,
  permissions: ['organizations:ListAccounts', 'organizations:ListParents'],
  operations: ['ListAccounts', 'ListParents'],
} as const satisfies FactDeclaration;

export const organizationTagsFact = {
  id: 'organization-tags',
  what: 'the tags of the accounts of the organization',
  interval: 6 * HOUR,
  enabled: false,
  permissions: ['organizations:ListTagsForResource'],
  operations: ['ListTagsForResource'],
} as const satisfies FactDeclaration;

/** Facts of the exporter itself, which has no name: the label `account_name` of their series is empty. */
export const ORGANIZATION_FACTS = [organizationFact, organizationTagsFact] as const;
export type OrganizationFactName = (typeof ORGANIZATION_FACTS)[number]['id'];

export const ORGANIZATION_ACCOUNT_STATES = [
  'PENDING_ACTIVATION',
  'ACTIVE',
  'SUSPENDED',
  'PENDING_CLOSURE',
  'CLOSED',
] as const;
export type OrganizationAccountState = (typeof ORGANIZATION_ACCOUNT_STATES)[number];

export interface OrganizationAccount {
  readonly id: string;
  /** Need not be unique. */
  readonly name: string;
  readonly state: OrganizationAccountState;
  readonly joined?: UnixSeconds;
  /** Ids of the root and of the units that the account is in, outermost first. Absent: nobody knows. */
  readonly units?: readonly string[];
}

/** A complete list. */
export interface Organization {
  readonly id: string;
  readonly managementAccountId: string;
  readonly accounts: readonly OrganizationAccount[];
}
