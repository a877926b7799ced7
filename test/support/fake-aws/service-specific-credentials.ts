/** The credentials of an account's users for one service each, such as CodeCommit, Amazon Keyspaces or Bedrock. */
import type { FakeAccount } from './account.ts';
import { CREATED } from './iam-user.ts';
import type { GivenServiceSpecificCredential } from './live-data.ts';
import { pageOf } from './paging.ts';
import { isWireError, type Success, type WireError } from './protocol.ts';
import { validationError, type QueryRequest } from './query-protocol.ts';

export function listServiceSpecificCredentials(account: FakeAccount, request: QueryRequest): Success | WireError {
  const { UserName: userName } = request.parameters;
  const ofAllUsers = request.parameters.AllUsers === 'true';
  // Without either, AWS takes the caller's own: a session cannot have any, and the user whose key this is has none here.
  if (!ofAllUsers && userName === undefined && request.sessionToken !== undefined) {
    return validationError('Must specify userName when calling with non-User credentials');
  }
  const credentials = (account.live.serviceSpecificCredentials ?? [])
    .map(serviceSpecificCredential)
    .filter((credential) => ofAllUsers || credential.UserName === userName);
  const page = pageOf(credentials, request, account.options.paging);
  if (isWireError(page)) return page;
  return {
    operation: 'ListServiceSpecificCredentials',
    result: { ServiceSpecificCredentials: page.items, ...page.continuation },
  };
}

function serviceSpecificCredential(credential: GivenServiceSpecificCredential, index: number) {
  return {
    Status: 'Active',
    CreateDate: CREATED,
    ServiceSpecificCredentialId: `ACCA${String(index).padStart(16, '0')}`,
    ...credential,
  };
}
