import type { RootManagement } from '../../model/facts/root-management.ts';
import { codesOf } from './aws-codes.ts';

/**
 * What AWS's refusals say of the organization. Without trusted access for IAM, or without all features of Organizations, nothing of root can be on.
 * Source: IAM API reference, ListOrganizationsFeatures.
 */
const ANSWERS: Readonly<Record<string, RootManagement>> = {
  AccountNotManagementOrDelegatedAdministrator: {},
  OrganizationNotFound: {},
  OrganizationNotInAllFeaturesMode: { features: [] },
  ServiceAccessNotEnabled: { features: [] },
};

/** undefined: the error says nothing of the organization. */
export function rootManagementAnswer(error: unknown): RootManagement | undefined {
  if (!(error instanceof Error)) return undefined;
  return codesOf(error)
    .map((code) => ANSWERS[code])
    .find((answer) => answer !== undefined);
}
