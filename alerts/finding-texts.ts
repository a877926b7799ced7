/** What the alert of a check says. A test names the check that has no text yet. */
import { ACCOUNT, days, daysOfLabel, USER, withKeyDate, withLimit } from './template.ts';

export interface FindingText {
  /** The same for all that fire together. */
  readonly summary: string;
  /** Who, what, and how long against which limit. The value is the age in days where the check has a limit. */
  readonly what: string;
  readonly next: string;
}

const AGE = days('$value');
const LIMIT = daysOfLabel('$limit');
const KEY = `Access key {{ $labels.key }} of ${USER}`;
const KEY_DATE = withKeyDate(' The key was created or last changed on {{ . }}.');
/** It ends by itself: that is no sign that anything was undone. */
const LATELY = ' The alert ends once withinHours of the check have passed since, and that mends nothing.';
const ROOT = `Root of ${ACCOUNT}`;

export const findingTexts: Readonly<Record<string, FindingText>> = {
  'user-quarantined': {
    summary: 'AWS found an access key of a user in public and put the user into quarantine.',
    what: `The ${USER} has a policy whose name begins with AWSCompromisedKeyQuarantine. AWS attaches it when it finds an access key of the user in public, and does not deactivate the key.`,
    next: 'Deactivate this key now, see in CloudTrail what it was used for, and answer the support case that AWS opened. Keep the policy until you have answered it.',
  },
  'access-key-created-for-other': {
    summary: 'Somebody created an access key of another user.',
    what: `An IAM user created an access key of ${USER}, or a role did that expectedMakers of the policy does not name.${LATELY}`,
    next: 'See in CloudTrail who created it (CreateAccessKey), and ask them. If nobody meant it, deactivate this key and the keys of the user that created it.',
  },
  'access-key-reactivated': {
    summary: 'Somebody activated an access key of another user.',
    what: `Somebody other than the user set an access key of ${USER} to active.${LATELY}`,
    next: 'See in CloudTrail who activated it (UpdateAccessKey), and ask them. If nobody meant it, deactivate the key again.',
  },
  'password-created-for-other': {
    summary: 'Somebody set the password of another user.',
    what: `Somebody other than the user created or reset the console password of ${USER}.${LATELY}`,
    next: 'See in CloudTrail who set it (CreateLoginProfile, UpdateLoginProfile), and ask them. If nobody meant it, delete the password.',
  },
  'user-created-by-user': {
    summary: 'A user created another user.',
    what: `An IAM user created the ${USER}.${LATELY}`,
    next: 'See in CloudTrail who created the user (CreateUser), and ask them. If nobody meant it, deactivate its keys and delete its password.',
  },
  'mfa-removed': {
    summary: 'Somebody removed the MFA device of a user.',
    what: `Somebody removed an MFA device of ${USER}, who has a password, and nobody enabled one since.${LATELY}`,
    next: 'See in CloudTrail who removed it (DeactivateMFADevice), and ask the user. The user registers a device again; if nobody meant it, delete the password.',
  },
  'access-key-not-rotated': {
    summary: 'An active access key is older than its limit.',
    what: `${KEY} is ${AGE} old${withLimit(`, over the limit of ${LIMIT}`)}.${KEY_DATE}`,
    next: 'Create a second key, give it to the programs that use this one, then deactivate this one and delete it some days later.',
  },
  'access-key-unused': {
    summary: 'An active access key is unused.',
    what: `${KEY} has not been used or rotated for ${AGE}${withLimit(`, and the limit is ${LIMIT}`)}.${KEY_DATE}`,
    next: 'Deactivate it, which you can undo, and delete it when nobody misses it.',
  },
  'password-unused': {
    summary: 'A console password is unused.',
    what: `The password of ${USER} has not been used or changed for ${AGE}${withLimit(`, and the limit is ${LIMIT}`)}.`,
    next: 'Ask the user whether it is still needed, and delete it if not.',
  },
  'console-user-without-mfa': {
    summary: 'A user can sign in to the console without MFA.',
    what: `The ${USER} has a password and no MFA device, ${AGE} after the user was created${withLimit(`, and the limit is ${LIMIT}`)}.`,
    next: 'Ask the user to register a device. If the user does not sign in, delete the password.',
  },
  'user-without-mfa': {
    summary: 'A user with credentials has no MFA device.',
    what: `The ${USER} has a password or an active access key, and no MFA device.`,
    next: 'Ask the user to register a device. If a program uses the keys, give it a role instead of the user.',
  },
  'service-credential-not-rotated': {
    summary: 'An active service-specific credential is older than its limit.',
    what: `A service-specific credential of ${USER}, such as an API key for Amazon Bedrock, is ${AGE} old${withLimit(`, over the limit of ${LIMIT}`)}.`,
    next: 'Create a second one, give it to the programs that use this one, then deactivate this one and delete it some days later.',
  },
  'two-active-access-keys': {
    summary: 'A user keeps two access keys in use.',
    what:
      `The ${USER} still uses the older of two active access keys, ${AGE} after the newer one was made` +
      `${withLimit(`, and the limit is ${LIMIT}`)}. The older one is key {{ $labels.key }}` +
      `${withKeyDate(', created or last changed on {{ . }}')}.`,
    next: 'Give the newer key to the programs that use the older one, then deactivate the older one and delete it some days later.',
  },
  'root-signed-in': {
    summary: 'Somebody signed in as root.',
    what: `Somebody signed in to the console as root of ${ACCOUNT}.${LATELY}`,
    next: 'See in CloudTrail from where, and ask the people who can sign in as root. If none of them did it, it is an incident.',
  },
  'root-password-recovered': {
    summary: 'Somebody set the password of root anew, by a link in its mailbox.',
    what: `Somebody recovered the password of root of ${ACCOUNT}.${LATELY}`,
    next: 'Ask the people who can read the mailbox of root. If none of them did it, it is an incident: secure the mailbox first, then the password.',
  },
  'root-mfa-removed': {
    summary: 'Somebody removed an MFA device of root.',
    what: `Somebody removed an MFA device of root of ${ACCOUNT}.${LATELY}`,
    next: 'Ask the people who can sign in as root. If none of them did it, it is an incident: sign in, change the password and register your own devices.',
  },
  'root-access-key': {
    summary: 'Root has an access key.',
    what: `${ROOT} has access key {{ $labels.key }}${withKeyDate(', created or last changed on {{ . }}')}.`,
    next: 'See in CloudTrail what used it, then sign in as root and delete it.',
  },
  'root-without-mfa': {
    summary: 'Root can sign in without MFA.',
    what: `${ROOT} has no MFA device.`,
    next: 'Sign in as root and register two devices. In a member account you can delete the password with central root access instead.',
  },
  'root-without-hardware-mfa': {
    summary: 'The MFA device of root is an app and not a hardware device.',
    what: `${ROOT} has a password and a virtual MFA device.`,
    next: 'Sign in as root, register two security keys and remove the virtual device. In a member account you can delete the password with central root access instead.',
  },
  'root-used': {
    summary: 'Somebody used the root user of an account.',
    what:
      // Not ago: a report that is not renewed says the same tomorrow.
      `${ROOT} was used {{ if lt $value 1.0 }}less than a day{{ else }}${AGE}{{ end }} before AWS made the report` +
      `${withLimit(`; the exporter reports each use for ${LIMIT}`)}.`,
    next: 'See in CloudTrail what was done, and ask the people who can sign in as root. If none of them did it, it is an incident.',
  },
  'root-api-used': {
    summary: 'Somebody called AWS as root.',
    what: `Somebody called AWS as root of ${ACCOUNT}, by the console or with an access key.${LATELY}`,
    next: 'See in CloudTrail what was called, and ask the people who can use root. If none of them did it, it is an incident.',
  },
  'root-password-recovery': {
    summary: 'Somebody asked AWS to reset the password of root.',
    what: `Somebody asked AWS to reset the password of root of ${ACCOUNT}.${LATELY}`,
    next: 'Ask the people who can read the mailbox of root. If none of them asked for it, do not open the link.',
  },
  'root-signing-certificate': {
    summary: 'Root has an active signing certificate.',
    what: `${ROOT} has an active X.509 signing certificate.`,
    next: 'Sign in as root, deactivate the certificate, and delete it some days later.',
  },
  'root-credentials-present': {
    summary: 'Root of a member account has credentials.',
    what: `${ROOT} has a password, an access key or a signing certificate.`,
    next: 'Delete them from the management account with central root access.',
  },
  'trail-stopped': {
    summary: 'Somebody stopped a trail of CloudTrail, or made it record less.',
    what: `Somebody stopped or deleted a trail of ${ACCOUNT}, or set it to record fewer events.${LATELY}`,
    next: 'See in the event history who did it, and ask them. If nobody meant it, start the trail again and look what happened meanwhile.',
  },
  'password-policy-missing': {
    summary: 'An account with console passwords has no password policy.',
    what: `The ${ACCOUNT} has no password policy of its own, and at least one of its users has a password. AWS's default applies: 8 characters are enough, and users may set old passwords again.`,
    next: 'Set a password policy. It applies to a user when the user next changes the password.',
  },
  'password-policy-weak': {
    summary: 'The password policy of an account with console passwords is too weak.',
    what: `The password policy of ${ACCOUNT} allows shorter passwords, or remembers fewer old ones, than the policy of the exporter asks for. At least one user has a password.`,
    next: 'Set the password policy again, together with all its other rules, and ask users to change their passwords.',
  },
};
