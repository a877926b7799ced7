/** For whom Organizations answers, and how often. Source: Organizations API reference, ListAccounts; the words: seen answers. */
import type { JsonCall } from './json-operations.ts';
import type { FakeOrganization } from './organization.ts';
import { organizationsError, TOO_MANY_REQUESTS } from './organizations-errors.ts';
import type { Operation, Success, WireError } from './protocol.ts';
import { signedIn } from './signed-in.ts';

export function ofOrganization(
  answer: (organization: FakeOrganization, call: JsonCall) => Success | WireError,
): (call: JsonCall) => Success | WireError {
  return signedIn((_, call) => {
    const { organization, callerAccountId, request, now } = call;
    if (organization?.member(callerAccountId) === undefined) {
      return organizationsError(
        'AWSOrganizationsNotInUseException',
        'Your account is not a member of an organization.',
      );
    }
    if (!organization.takeCall(request.operation, now)) return TOO_MANY_REQUESTS;
    if (!mayAsk(organization, callerAccountId, request.operation)) {
      return organizationsError('AccessDeniedException', "You don't have permissions to access this resource.");
    }
    return answer(organization, call);
  });
}

function mayAsk(organization: FakeOrganization, accountId: string, operation: Operation): boolean {
  const { delegatedAdministrators = {}, delegationPolicy = {} } = organization.settings;
  return (
    accountId === organization.managementAccountId ||
    Object.hasOwn(delegatedAdministrators, accountId) ||
    delegationPolicy[accountId]?.includes(operation) === true
  );
}
