/** What answers each operation. */
import { getAccessKeyInfo, getAccessKeyLastUsed, listAccessKeys } from './access-keys.ts';
import { getAccountPasswordPolicy, getAccountSummary } from './account-settings.ts';
import { callerArn } from './access-denied.ts';
import type { FakeAccount } from './account.ts';
import { faults } from './faults.ts';
import type { Operation, QueryRequest, Success, WireError } from './query-protocol.ts';
import { assumeRole, sessionAccountId, sessionCredentials } from './role-session.ts';
import { listServiceSpecificCredentials } from './service-specific-credentials.ts';
import { getAccountAuthorizationDetails } from './user-details.ts';
import {
  listAttachedGroupPolicies,
  listAttachedUserPolicies,
  listGroupPolicies,
  listGroupsForUser,
  listUserPolicies,
} from './user-permissions.ts';
import { listVirtualMfaDevices } from './virtual-mfa-devices.ts';

export interface Call {
  readonly request: QueryRequest;
  /** The account that the request concerns, if there is such an account. */
  readonly account: FakeAccount | undefined;
  readonly callerAccountId: string;
  readonly accounts: readonly FakeAccount[];
  /** Milliseconds. */
  readonly now: number;
}

type Answer = Success | WireError;

const ANSWERS: Readonly<Record<Operation, (call: Call) => Answer>> = {
  AssumeRole: ({ account, request, callerAccountId }) => assumeRole(account, request, callerAccountId),
  GetCallerIdentity: signedIn(({ options: { accountId } }, { request }) => ({
    operation: 'GetCallerIdentity',
    result: { Arn: callerArn(request, accountId), UserId: 'AIDAFAKEFAKEFAKEFAKE', Account: accountId },
  })),
  GetCredentialReport: signedIn((account, { now }) => account.getCredentialReport(now)),
  GenerateCredentialReport: signedIn((account, { now }) => account.generateCredentialReport(now)),
  GetAccountPasswordPolicy: signedIn(getAccountPasswordPolicy),
  GetAccountSummary: signedIn(getAccountSummary),
  GetAccountAuthorizationDetails: signedIn((account, { request }) => getAccountAuthorizationDetails(account, request)),
  GetAccessKeyInfo: (call) => getAccessKeyInfo(call),
  GetAccessKeyLastUsed: signedIn((account, { request }) => getAccessKeyLastUsed(account, request)),
  ListAccessKeys: signedIn((account, { request }) => listAccessKeys(account, request)),
  ListAttachedGroupPolicies: signedIn((account, { request }) => listAttachedGroupPolicies(account, request)),
  ListAttachedUserPolicies: signedIn((account, { request }) => listAttachedUserPolicies(account, request)),
  ListGroupPolicies: signedIn((account, { request }) => listGroupPolicies(account, request)),
  ListGroupsForUser: signedIn((account, { request }) => listGroupsForUser(account, request)),
  ListUserPolicies: signedIn((account, { request }) => listUserPolicies(account, request)),
  ListVirtualMFADevices: signedIn((account, { request }) => listVirtualMfaDevices(account, request)),
  ListServiceSpecificCredentials: signedIn((account, { request }) => listServiceSpecificCredentials(account, request)),
};

export function answer(call: Call): Answer {
  return ANSWERS[call.request.operation](call);
}

/** For callers whose credentials are of an account that exists. */
function signedIn(ofAccount: (account: FakeAccount, call: Call) => Answer): (call: Call) => Answer {
  return (call) => {
    const { account, request } = call;
    if (account === undefined || !isSession(request, account)) return faults.invalidClientTokenId.error;
    return ofAccount(account, call);
  };
}

/** A session's key is worth nothing without its token; long-term keys have none. */
function isSession(request: QueryRequest, account: FakeAccount): boolean {
  if (sessionAccountId(request.accessKeyId) === undefined) return true;
  return request.sessionToken === sessionCredentials(account.options.accountId).sessionToken;
}
