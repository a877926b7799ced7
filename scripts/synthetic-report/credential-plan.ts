/** The words in which personas and roots are told: which credentials somebody has, and how many days ago what happened. */

/** Days before the report was made, the nearest and the furthest; the moment is drawn between the two. */
export type DaysAgo = readonly [nearest: number, furthest: number];

/** Seconds after the user was created, by the same form or script. */
export type AtSetup = 'at setup';

export interface PasswordPlan {
  /** `disabled`: it was taken away. AWS forgets when it was changed and keeps when it was used. */
  readonly changed: DaysAgo | AtSetup | 'disabled';
  readonly used: DaysAgo | 'never';
}

export interface KeyPlan {
  readonly active: boolean;
  readonly rotated: DaysAgo | AtSetup;
  readonly used: DaysAgo | 'never';
  /** `s3` has no region; without it, one of the services that have. */
  readonly service?: 's3';
}

export interface CertificatePlan {
  readonly active: boolean;
  readonly rotated: DaysAgo;
}

export interface CredentialPlan {
  readonly created: DaysAgo;
  readonly mfa?: true;
  readonly password?: PasswordPlan;
  /** At most two, which stand in either slot. */
  readonly keys?: readonly KeyPlan[];
  /** At most two, which stand in either slot. */
  readonly certificates?: readonly CertificatePlan[];
  /** Keys beyond the two that have a slot: told only in the 23rd column. */
  readonly keysBeyondTwo?: number;
}
