/** Root in all accounts of an organization, as IAM manages it. Source: IAM API reference, ListOrganizationsFeatures. */
import type { QueryCall } from './operations.ts';
import type { Success, WireError } from './protocol.ts';

const IAM = 'iam.amazonaws.com';

export function listOrganizationsFeatures({ organization, callerAccountId }: QueryCall): Success | WireError {
  if (organization?.member(callerAccountId) === undefined) {
    return refusal('OrganizationNotFoundException', 'No organization is associated with your account.');
  }
  const { settings, managementAccountId, id } = organization;
  const { delegatedAdministrators = {}, rootFeatures = [], trustsIam = true, allFeatures = true } = settings;
  if (callerAccountId !== managementAccountId && !delegatedAdministrators[callerAccountId]?.includes(IAM)) {
    return refusal(
      'AccountNotManagementOrDelegatedAdministratorException',
      'The account is not the management account or the delegated administrator for centralized root access.',
    );
  }
  if (!allFeatures) {
    return refusal(
      'OrganizationNotInAllFeaturesModeException',
      'Your organization does not have all features enabled.',
    );
  }
  if (!trustsIam) {
    return refusal('ServiceAccessNotEnabledException', 'Trusted access is not enabled for IAM in Organizations.');
  }
  return { operation: 'ListOrganizationsFeatures', result: { OrganizationId: id, EnabledFeatures: rootFeatures } };
}

function refusal(code: string, message: string): WireError {
  return { code, status: 400, message };
}
