/** What CloudTrail recorded of one call or one sign-in: only these fields are kept of a record. */
import type { UnixSeconds } from './time.ts';

/** Who called, from `userIdentity`. Each type of it is a kind of its own; `unknown` is a type that is new, or none. */
export const PRINCIPAL_KINDS = [
  'user',
  'root',
  'role',
  'federated-user',
  'saml-user',
  'web-identity-user',
  'identity-center-user',
  /** Another account: all that the owner of a role sees of who assumes it from there. */
  'account',
  'service',
  'directory',
  'unknown',
] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

export interface Principal {
  readonly kind: PrincipalKind;
  /** 12 digits: the account of the principal, which may be another than that of the event. */
  readonly accountId?: string;
  /** AWS's unique id of the user or role, such as AIDA... or AROA...; without the name of a session. */
  readonly id?: string;
  /** Name of the user or role, or what an identity provider calls the person. Never HIDDEN_DUE_TO_SECURITY_REASONS. */
  readonly name?: string;
  /** Of the user or role itself, with its path; not of a session. */
  readonly arn?: string;
  /** Name of the role's session. */
  readonly session?: string;
  /** AKIA... is a long-term key, ASIA... one of a session. */
  readonly keyId?: string;
  /** The user or root who asked for the session of a federated user, and to whom it counts. */
  readonly issuer?: { readonly kind: 'user' | 'root'; readonly name?: string; readonly arn?: string };
  /** The service that called on the principal's behalf: the principal did not call from a new place. */
  readonly invokedBy?: string;
  readonly sourceIdentity?: string;
  /** The ARN of who switched to the role in the console, perhaps a user of another account. */
  readonly switchedFrom?: string;
  /**
   * Whether MFA was used for the session or the sign-in. Absent: the record does not say. False only of a user or root: AWS writes it of
   * a role too, where the identity provider may have asked for MFA.
   */
  readonly mfa?: boolean;
  /** Root's session that somebody else got by AssumeRoot. */
  readonly assumedRoot?: true;
}

/** What a call was about: from a closed list of fields for each event. */
export interface ActivityTarget {
  readonly kind: TargetKind;
  /** Name of a user, role or group; id of a key or an account; ARN of a policy or a device. */
  readonly name: string;
  /** Of a role or a trail that the call named by it. */
  readonly arn?: string;
}

export const TARGET_KINDS = [
  'user',
  'role',
  'group',
  'access-key',
  /** The key of a session that the call handed out. */
  'session-key',
  /** The member account of whose root AssumeRoot handed out a session. */
  'account',
  'policy',
  'mfa-device',
  'trail',
] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

export interface ActivityEvent {
  readonly id: string;
  readonly time: UnixSeconds;
  readonly region: string;
  /** The account whose CloudTrail recorded it. */
  readonly accountId: string;
  /** `iam.amazonaws.com`. */
  readonly service: string;
  /** `CreateAccessKey`. */
  readonly name: string;
  /** `AwsApiCall`, `AwsConsoleSignIn`, ... */
  readonly type: string;
  readonly principal: Principal;
  /** An IP address, or the name of a service. */
  readonly address?: string;
  readonly agent?: string;
  readonly readOnly: boolean;
  /** AWS's code, or one of `OWN_ERRORS` where AWS gave none. Absent: the call succeeded. */
  readonly error?: string;
  readonly targets: readonly ActivityTarget[];
  /** What UpdateAccessKey made of the key. */
  readonly keyStatus?: 'Active' | 'Inactive';
  /** When the session ends that the call handed out. */
  readonly sessionExpiry?: UnixSeconds;
  /** Both accounts of a call across accounts have a copy with this id. */
  readonly sharedId?: string;
  /** The id of the event that this one replaces: AWS corrected it. */
  readonly replaces?: string;
}

/** What went wrong with what has no code: sign-ins have none. */
export const OWN_ERRORS = [
  /** Of a sign-in: a wrong password, as far as AWS says. */
  'failed-authentication',
  'wrong-mfa-code',
  /** There is no user of the name that was typed, which may be anything, such as a password. */
  'no-such-user',
  'failed',
] as const;
export type OwnError = (typeof OWN_ERRORS)[number];
