import type { Slot, User } from './credential-report.ts';

/** From worst to mildest. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Something that a check holds against a user, and that no exemption covers. */
export interface Finding {
  /** 12 digits. */
  readonly accountId: string;
  readonly accountName: string;
  readonly owner: string;
  readonly user: User;
  /** The access key it concerns, if it concerns one. */
  readonly key: Slot | undefined;
  /** Id of the check. */
  readonly check: string;
  readonly severity: Severity;
  /** Checks by age only: how old or idle it is, in whole days, and the limit that holds for this user. */
  readonly age: { readonly days: number; readonly limit: number } | undefined;
}

/** What one check came to in one account. */
export interface CheckCount {
  readonly accountId: string;
  readonly accountName: string;
  readonly owner: string;
  readonly check: string;
  readonly severity: Severity;
  /** Findings that are raised; that an exemption covers; and values that AWS did not give, so that nobody can tell. */
  readonly findings: Readonly<Record<FindingStatus, number>>;
}

export const FINDING_STATUSES = ['open', 'exempt', 'unknown'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];
