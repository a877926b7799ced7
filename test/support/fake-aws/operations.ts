/** What answers each operation of the Query protocol. */
import { getAccessKeyInfo, getAccessKeyLastUsed, listAccessKeys } from './access-keys.ts';
import { getAccountPasswordPolicy, getAccountSummary } from './account-settings.ts';
import { callerArn } from './access-denied.ts';
import { listOrganizationsFeatures } from './organizations-features.ts';
import type { QueryOperation, Success, WireError } from './protocol.ts';
import type { QueryRequest } from './query-protocol.ts';
import { assumeRole } from './role-session.ts';
import { listServiceSpecificCredentials } from './service-specific-credentials.ts';
import { type Call, signedIn } from './signed-in.ts';
import { getAccountAuthorizationDetails } from './user-details.ts';
import {
  listAttachedGroupPolicies,
  listAttachedUserPolicies,
  listGroupPolicies,
  listGroupsForUser,
  listUserPolicies,
} from './user-permissions.ts';
import { listVirtualMfaDevices } from './virtual-mfa-devices.ts';

export type QueryCall = Call<QueryRequest>;

type Answer = Success | WireError;

const ANSWERS: Readonly<Record<QueryOperation, (call: QueryCall) => Answer>> = {
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
  ListOrganizationsFeatures: signedIn((_, call) => listOrganizationsFeatures(call)),
};

export function answer(call: QueryCall): Answer {
  return ANSWERS[call.request.operation](call);
}
