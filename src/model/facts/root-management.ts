/** How an organization manages root of its member accounts. Source: IAM API reference, ListOrganizationsFeatures. */
import { HOUR } from '../time.ts';
import type { FactDeclaration } from './fact.ts';

export const rootManagementFact = {
  id: 'root-management',
  what: 'how the organization manages root of its member accounts',
  interval: 4 * HOUR,
  enabled: false,
  ofOrganization: true,
  permissions: ['iam:ListOrganizationsFeatures'],
  operations: ['ListOrganizationsFeatures'],
} as const satisfies FactDeclaration;

export interface RootManagement {
  /** What is on, by AWS's names. Absent: the account is in no organization, or another one of it is told. */
  readonly features?: readonly string[];
}

/** Whether root's credentials in member accounts are managed centrally; undefined: it is another account's to know. */
export function isRootCentral({ features }: RootManagement): boolean | undefined {
  return features?.includes('RootCredentialsManagement');
}
