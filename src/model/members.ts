/** Who is read, who is not, and why: of the configuration and of the organization. */
import type { Account } from './account.ts';

/** Why an account of the organization is not read: a closed list, and values of the label `reason`. */
export const EXCLUSION_REASONS = [
  'pending_activation',
  'suspended',
  'pending_closure',
  'closed',
  'excluded',
  'not_included',
] as const;
export type ExclusionReason = (typeof EXCLUSION_REASONS)[number];

/** Where the owner of an account comes from. */
export type OwnerOrigin = 'entry' | 'tag' | 'defaults' | 'none' | 'refused';

export interface Member {
  readonly account: Account;
  readonly accountId?: string;
  readonly isListed: boolean;
  readonly ownerFrom: OwnerOrigin;
  /** Ids of the organizational units that the account is below, outermost first. Absent: nobody knows. */
  readonly units?: readonly string[];
  /**
   * What the exporter has to know before it shows the account: the first list, the tags or units that decide whether it is read at all, or the tags that say
   * its owner. Absent: nothing more.
   */
  readonly awaits?: 'list' | 'selection' | 'owner';
}

export interface Outsider {
  readonly accountId: string;
  readonly accountName: string;
  readonly reason: ExclusionReason;
  /** The key of the configuration that leaves it out. */
  readonly by?: string;
  /** What the rule there says, such as `ou ou-ab12-33333333`. */
  readonly rule?: string;
}

export interface Members {
  /** Those of the configuration first, in its order. */
  readonly inside: readonly Member[];
  readonly outside: readonly Outsider[];
}
