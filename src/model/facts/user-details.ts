/**
 * What IAM knows of users beyond the credential report: four facts, each with a permission, an interval and failures of its own.
 * Root is under the name that the report gives it. Source: IAM API reference, the operations that each fact names.
 */
import { HOUR, MINUTE, type UnixSeconds } from '../time.ts';
import type { FactDeclaration } from './fact.ts';

export const userTagsFact = {
  id: 'user-details.tags',
  what: 'the tags of users',
  interval: 4 * HOUR,
  enabled: false,
  permissions: ['iam:GetAccountAuthorizationDetails'],
  operations: ['GetAccountAuthorizationDetails'],
} as const satisfies FactDeclaration;

export const mfaDevicesFact = {
  id: 'user-details.mfa',
  what: 'which MFA devices are virtual',
  interval: 4 * HOUR,
  enabled: false,
  permissions: ['iam:ListVirtualMFADevices'],
  operations: ['ListVirtualMFADevices'],
} as const satisfies FactDeclaration;

export const serviceCredentialsFact = {
  id: 'user-details.serviceCredentials',
  what: 'the service-specific credentials of users, such as those for Amazon Bedrock and CodeCommit',
  interval: 4 * HOUR,
  enabled: false,
  permissions: ['iam:ListServiceSpecificCredentials'],
  operations: ['ListServiceSpecificCredentials'],
} as const satisfies FactDeclaration;

export const userPoliciesFact = {
  id: 'user-details.policies',
  what: "the names of the policies on each user, AWS's quarantine of leaked keys among them",
  interval: 15 * MINUTE,
  enabled: false,
  permissions: ['iam:GetAccountAuthorizationDetails'],
  operations: ['GetAccountAuthorizationDetails'],
} as const satisfies FactDeclaration;

/** The tags of each user, by the user's name; a user without tags has an empty map. */
export type UserTags = ReadonlyMap<string, ReadonlyMap<string, string>>;

export interface MfaDevices {
  /** Names of the users, root among them, who have a virtual device: an app on a phone. */
  readonly virtual: ReadonlySet<string>;
}

export interface ServiceCredential {
  readonly user: string;
  /** AWS's name of the service: `bedrock.amazonaws.com`. */
  readonly service: string;
  /** `1` is the oldest of the user for the service. */
  readonly slot: string;
  readonly status: 'Active' | 'Inactive' | 'Expired';
  readonly created: UnixSeconds;
  /** Absent: it does not expire. */
  readonly expiry?: UnixSeconds;
}

/** In the order of their creation. */
export type ServiceCredentials = readonly ServiceCredential[];

/** Names only: the text of a policy is dropped as soon as AWS has answered. */
export interface PoliciesOfUser {
  /** Managed policies. */
  readonly attached: readonly string[];
  readonly inline: readonly string[];
}

/** By the user's name, of every user. */
export type UserPolicies = ReadonlyMap<string, PoliciesOfUser>;

/** Sorted once for all users of an account: each of them would look through the credentials of all. */
const sorted = new WeakMap<ServiceCredentials, Map<string, ServiceCredential[]>>();

/** The service-specific credentials of each user who has one, by the user's name. */
export function credentialsByUser(credentials: ServiceCredentials): ReadonlyMap<string, readonly ServiceCredential[]> {
  const known = sorted.get(credentials);
  if (known !== undefined) return known;
  const found = new Map<string, ServiceCredential[]>();
  for (const credential of credentials) {
    const ofUser = found.get(credential.user);
    if (ofUser === undefined) found.set(credential.user, [credential]);
    else ofUser.push(credential);
  }
  sorted.set(credentials, found);
  return found;
}
