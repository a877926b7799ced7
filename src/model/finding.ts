import type { Slot } from './facts/credential-report.ts';
import type { UnixSeconds } from './time.ts';

/** From worst to mildest. */
export const SEVERITIES = ['critical', 'warning', 'info'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** The worst has the smallest. */
export function severityRank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** Whom or what a finding is about. */
export interface FindingSubject {
  readonly kind: 'user' | 'root' | 'account';
  /** Name of the user; empty for the account as a whole. */
  readonly user: string;
  /** The access key it concerns, if it concerns one. */
  readonly key: Slot | undefined;
}

/** What a check found, and no exemption covers. */
export interface Finding {
  /** 12 digits. */
  readonly accountId: string;
  readonly accountName: string;
  readonly owner: string;
  readonly subject: FindingSubject;
  /** Id of the check. */
  readonly check: string;
  readonly severity: Severity;
  /** Checks by age only: how old or idle it is, in whole days, and the limit that holds for this user. */
  readonly age: { readonly days: number; readonly limit: number } | undefined;
  /** Checks of events only: when the event was. */
  readonly since?: UnixSeconds;
}

/** A finding that exemptions cover: it is counted and not raised. */
export interface ExemptFinding extends Finding {
  /** Name of the exemption; of several that cover it, the first in the policy. */
  readonly exemption: string;
}

/** A value that AWS did not give is counted, and is no finding. */
export const ROW_STATUSES = ['open', 'exempt'] as const;
export type RowStatus = (typeof ROW_STATUSES)[number];

export function statusOf(finding: Finding | ExemptFinding): RowStatus {
  return 'exemption' in finding ? 'exempt' : 'open';
}

/** What one check came to in one account. */
export interface CheckCount {
  readonly accountId: string;
  readonly accountName: string;
  readonly owner: string;
  readonly check: string;
  readonly severity: Severity;
  /** Findings that are raised; that an exemption covers; and values that AWS did not give, so that nobody knows. */
  readonly findings: Readonly<Record<FindingStatus, number>>;
}

export const FINDING_STATUSES = ['open', 'exempt', 'unknown'] as const;
export type FindingStatus = (typeof FINDING_STATUSES)[number];
