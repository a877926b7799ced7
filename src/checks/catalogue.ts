import { accessKeyCreatedAtSetup } from './catalogue/access-key-created-at-setup.ts';
import { accessKeyCreated } from './catalogue/access-key-created.ts';
import { accessKeyNotRotated } from './catalogue/access-key-not-rotated.ts';
import { accessKeyRotationUnfinished } from './catalogue/access-key-rotation-unfinished.ts';
import { accessKeyUnused } from './catalogue/access-key-unused.ts';
import { additionalCredentials } from './catalogue/additional-credentials.ts';
import { consoleUserExists } from './catalogue/console-user-exists.ts';
import { consoleUserWithoutMfa } from './catalogue/console-user-without-mfa.ts';
import { dormantUser } from './catalogue/dormant-user.ts';
import { inactiveAccessKey } from './catalogue/inactive-access-key.ts';
import { passwordAndAccessKey } from './catalogue/password-and-access-key.ts';
import { passwordExpired } from './catalogue/password-expired.ts';
import { passwordNotChanged } from './catalogue/password-not-changed.ts';
import { passwordPolicyMissing } from './catalogue/password-policy-missing.ts';
import { passwordPolicyWeak } from './catalogue/password-policy-weak.ts';
import { passwordUnused } from './catalogue/password-unused.ts';
import { rootAccessKey } from './catalogue/root-access-key.ts';
import { rootCredentialsPresent } from './catalogue/root-credentials-present.ts';
import { rootSigningCertificate } from './catalogue/root-signing-certificate.ts';
import { rootUsed } from './catalogue/root-used.ts';
import { rootWithoutHardwareMfa } from './catalogue/root-without-hardware-mfa.ts';
import { rootWithoutMfa } from './catalogue/root-without-mfa.ts';
import { serviceCredentialExpiredLeft } from './catalogue/service-credential-expired-left.ts';
import { serviceCredentialNotRotated } from './catalogue/service-credential-not-rotated.ts';
import { signingCertificateActive } from './catalogue/signing-certificate-active.ts';
import { twoActiveAccessKeys } from './catalogue/two-active-access-keys.ts';
import { userCreated } from './catalogue/user-created.ts';
import { userPolicyAttached } from './catalogue/user-policy-attached.ts';
import { userQuarantined } from './catalogue/user-quarantined.ts';
import { userWithoutMfa } from './catalogue/user-without-mfa.ts';
import type { Check } from './check.ts';

/** Every check, in the order in which people read them: what is worst or most usual first, then root, then the account. */
export const checks: readonly Check[] = [
  userQuarantined,
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
  rootAccessKey,
  rootWithoutMfa,
  rootWithoutHardwareMfa,
  rootUsed,
  rootSigningCertificate,
  rootCredentialsPresent,
  passwordPolicyMissing,
  passwordPolicyWeak,
];

const BY_ID = new Map(checks.map((check) => [check.id, check]));

export function checkById(id: string): Check | undefined {
  return BY_ID.get(id);
}
