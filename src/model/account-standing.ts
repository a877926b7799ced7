/** How an account stands: whether the exporter reads it, by which role, and why not. What `accounts` tells. */
import { EXCLUSION_REASONS, type OwnerOrigin } from './members.ts';
import type { RefreshFailure } from './refresh-failure.ts';
import type { UnixSeconds } from './time.ts';

/** Those that are in, and then why the others are out. */
export const STANDING_STATES = ['read', 'pending', 'failed', ...EXCLUSION_REASONS] as const;
export type StandingState = (typeof STANDING_STATES)[number];

/** Who names the account. */
export const STANDING_ORIGINS = ['configuration', 'organization', 'both'] as const;
export type StandingOrigin = (typeof STANDING_ORIGINS)[number];

export interface AccountStanding {
  readonly accountName: string;
  /** Absent: neither the configuration nor a report says it. */
  readonly accountId?: string;
  readonly state: StandingState;
  readonly from: StandingOrigin;
  /** Its ARN or its name, as it is written. Absent: none is assumed, or the account is out. */
  readonly role?: string;
  /** Absent, as its origin: the account is out, or nobody knows its tags. */
  readonly owner?: string;
  readonly ownerFrom?: OwnerOrigin;
  /** Ids of the root and of the units, outermost first. */
  readonly units?: readonly string[];
  readonly joined?: UnixSeconds;
  /** When AWS generated the report. */
  readonly lastReport?: UnixSeconds;
  /** What decides that the account is not read, where that is no failure to read it. */
  readonly by?: string;
  /** What the rule there says, for people. */
  readonly rule?: string;
  readonly failure?: RefreshFailure;
}
