/** The password policy and the summary of an account. */
import type { SummaryKeyType } from '@aws-sdk/client-iam';
import type { FakeAccount } from './account.ts';
import type { Success, WireError } from './protocol.ts';

/** The members that AWS sends of every policy, as it sets them when nothing is asked for. */
const LAXEST_POLICY = {
  MinimumPasswordLength: 6,
  RequireSymbols: false,
  RequireNumbers: false,
  RequireUppercaseCharacters: false,
  RequireLowercaseCharacters: false,
  AllowUsersToChangePassword: false,
};

/** MaxPasswordAge, PasswordReusePrevention and HardExpiry are absent where they are off. */
export function getAccountPasswordPolicy({ options, live }: FakeAccount): Success | WireError {
  const policy = live.passwordPolicy;
  if (policy === undefined) {
    const message = `The Password Policy with domain name ${options.accountId} cannot be found.`;
    return { code: 'NoSuchEntity', status: 404, message };
  }
  const expire = policy.MaxPasswordAge !== undefined;
  return {
    operation: 'GetAccountPasswordPolicy',
    result: { PasswordPolicy: { ...LAXEST_POLICY, ExpirePasswords: expire, ...policy } },
  };
}

export function getAccountSummary({ live }: FakeAccount): Success {
  const entries = Object.entries({ ...NEW_ACCOUNT, ...live.accountSummary });
  const summary = new Map(entries.filter(([, count]) => count !== undefined));
  return { operation: 'GetAccountSummary', result: { SummaryMap: summary } };
}

/** A new account with AWS's default quotas, whose root has a password and no MFA. */
const NEW_ACCOUNT: Readonly<Record<SummaryKeyType, number>> = {
  AccessKeysPerUserQuota: 2,
  AccountAccessKeysPresent: 0,
  AccountMFAEnabled: 0,
  AccountPasswordPresent: 1,
  AccountSigningCertificatesPresent: 0,
  AssumeRolePolicySizeQuota: 2048,
  AttachedPoliciesPerGroupQuota: 10,
  AttachedPoliciesPerRoleQuota: 10,
  AttachedPoliciesPerUserQuota: 10,
  GlobalEndpointTokenVersion: 1,
  GroupPolicySizeQuota: 5120,
  Groups: 0,
  GroupsPerUserQuota: 10,
  GroupsQuota: 300,
  InstanceProfiles: 0,
  InstanceProfilesQuota: 1000,
  MFADevices: 0,
  MFADevicesInUse: 0,
  Policies: 0,
  PoliciesQuota: 1500,
  PolicySizeQuota: 6144,
  PolicyVersionsInUse: 0,
  PolicyVersionsInUseQuota: 10000,
  Providers: 0,
  RolePolicySizeQuota: 10240,
  Roles: 0,
  RolesQuota: 1000,
  ServerCertificates: 0,
  ServerCertificatesQuota: 20,
  SigningCertificatesPerUserQuota: 2,
  UserPolicySizeQuota: 2048,
  Users: 0,
  UsersQuota: 5000,
  VersionsPerPolicyQuota: 5,
};
