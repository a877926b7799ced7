import { accessKeyCreatedAtSetup } from './catalogue/access-key-created-at-setup.ts';
import { accessKeyCreatedForOther } from './catalogue/access-key-created-for-other.ts';
import { accessKeyCreated } from './catalogue/access-key-created.ts';
import { accessKeyNotRotated } from './catalogue/access-key-not-rotated.ts';
import { accessKeyReactivated } from './catalogue/access-key-reactivated.ts';
import { accessKeyRotationUnfinished } from './catalogue/access-key-rotation-unfinished.ts';
import { accessKeyUnused } from './catalogue/access-key-unused.ts';
import { additionalCredentials } from './catalogue/additional-credentials.ts';
import { consoleUserExists } from './catalogue/console-user-exists.ts';
import { consoleUserWithoutMfa } from './catalogue/console-user-without-mfa.ts';
import { dormantUser } from './catalogue/dormant-user.ts';
import { inactiveAccessKey } from './catalogue/inactive-access-key.ts';
import { mfaRemoved } from './catalogue/mfa-removed.ts';
import { passwordAndAccessKey } from './catalogue/password-and-access-key.ts';
import { passwordCreatedForOther } from './catalogue/password-created-for-other.ts';
import { passwordExpired } from './catalogue/password-expired.ts';
import { passwordNotChanged } from './catalogue/password-not-changed.ts';
import { passwordPolicyMissing } from './catalogue/password-policy-missing.ts';
import { passwordPolicyWeak } from './catalogue/password-policy-weak.ts';
import { passwordUnused } from './catalogue/password-unused.ts';
import { rootAccessKey } from './catalogue/root-access-key.ts';
import { rootApiUsed } from './catalogue/root-api-used.ts';
import { rootCredentialsPresent } from './catalogue/root-credentials-present.ts';
import { rootManagementNotCentral } from './catalogue/root-management-not-central.ts';
import { rootMfaRemoved } from './catalogue/root-mfa-removed.ts';
import { rootPasswordRecovered } from './catalogue/root-password-recovered.ts';
import { rootPasswordRecovery } from './catalogue/root-password-recovery.ts';
import { rootSignedIn } from './catalogue/root-signed-in.ts';
import { rootSigningCertificate } from './catalogue/root-signing-certificate.ts';
import { rootUsed } from './catalogue/root-used.ts';
import { rootWithoutHardwareMfa } from './catalogue/root-without-hardware-mfa.ts';
import { rootWithoutMfa } from './catalogue/root-without-mfa.ts';
import { serviceCredentialExpiredLeft } from './catalogue/service-credential-expired-left.ts';
import { serviceCredentialNotRotated } from './catalogue/service-credential-not-rotated.ts';
import { signInWithoutMfa } from './catalogue/sign-in-without-mfa.ts';
import { signingCertificateActive } from './catalogue/signing-certificate-active.ts';
import { trailStopped } from './catalogue/trail-stopped.ts';
import { twoActiveAccessKeys } from './catalogue/two-active-access-keys.ts';
import { userCreatedByUser } from './catalogue/user-created-by-user.ts';
import { userCreated } from './catalogue/user-created.ts';
import { userPolicyAttached } from './catalogue/user-policy-attached.ts';
import { userQuarantined } from './catalogue/user-quarantined.ts';
import { userWithoutMfa } from './catalogue/user-without-mfa.ts';
import type { Check } from './check.ts';

/** Every check, in the order in which people read them: what is worst or most usual first, then root, then the account. */
export const checks: readonly Check[] = [
  userQuarantined,
  accessKeyCreatedForOther,
  accessKeyReactivated,
  passwordCreatedForOther,
  userCreatedByUser,
  mfaRemoved,
  accessKeyNotRotated,
  accessKeyUnused,
  passwordUnused,
  consoleUserWithoutMfa,
  userWithoutMfa,
  serviceCredentialNotRotated,
  accessKeyCreatedAtSetup,
  twoActiveAccessKeys,
  accessKeyRotationUnfinished,
  inactiveAccessKey,
  passwordAndAccessKey,
  passwordExpired,
  passwordNotChanged,
  consoleUserExists,
  dormantUser,
  userCreated,
  accessKeyCreated,
  signingCertificateActive,
  additionalCredentials,
  serviceCredentialExpiredLeft,
  userPolicyAttached,
  signInWithoutMfa,
  rootSignedIn,
  rootPasswordRecovered,
  rootMfaRemoved,
  rootAccessKey,
  rootWithoutMfa,
  rootWithoutHardwareMfa,
  rootUsed,
  rootApiUsed,
  rootPasswordRecovery,
  rootSigningCertificate,
  rootCredentialsPresent,
  rootManagementNotCentral,
  trailStopped,
  passwordPolicyMissing,
  passwordPolicyWeak,
];

const BY_ID = new Map(checks.map((check) => [check.id, check]));

export function checkById(id: string): Check | undefined {
  return BY_ID.get(id);
}
