import type { UserKind } from '../model/facts/credential-report.ts';
import type { Severity } from '../model/finding.ts';
import type { Pattern } from '../model/pattern.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { PatternLists } from './check.ts';

/** How one check is held. */
export interface CheckPolicy {
  readonly enabled: boolean;
  /** One for all users: two severities under one alert name would mute each other in a usual Alertmanager. */
  readonly severity: Severity;
  /** The limit and the parameters, by their names. */
  readonly values: Readonly<Record<string, number>>;
  /** The lists of patterns that the policy has, by their names. */
  readonly patterns: PatternLists;
}

/** Which users are meant. What is left out matches all. */
export interface Match {
  /** Patterns for the whole name or the id of the account. */
  readonly accounts?: readonly Pattern[];
  /** Patterns for the whole name of the user. */
  readonly users?: readonly Pattern[];
  readonly kind?: UserKind;
}

export interface Override {
  readonly match: Match;
  /** By the id of the check. */
  readonly checks: Readonly<Record<string, Partial<Pick<CheckPolicy, 'enabled' | 'values' | 'patterns'>>>>;
}

export interface Exemption {
  readonly name: string;
  readonly match: Omit<Match, 'kind'>;
  /** Patterns for whole ids of checks; undefined: every check. */
  readonly checks?: readonly Pattern[];
  readonly reason: string;
  /** Who accepted the findings; absent: the configuration does not say. */
  readonly approvedBy?: string;
  /** The first moment at which it no longer holds: the end of its last day, UTC. */
  readonly expiry: UnixSeconds;
}

/** Which checks apply to whom, and how. */
export interface Policy {
  /** Every check of the catalogue, by its id. */
  readonly checks: Readonly<Record<string, CheckPolicy>>;
  /** For each check of a user, the first that matches the user and names the check. */
  readonly overrides: readonly Override[];
  readonly exemptions: readonly Exemption[];
}

/**
 * How a check of the catalogue applies to those whom the overrides match, of which the first that names it counts; without
 * overrides, against everybody.
 */
export function checkPolicy({ checks }: Policy, id: string, overrides: readonly Override[] = []): CheckPolicy {
  const base = checks[id];
  if (base === undefined) throw new Error(`the policy says nothing of the check ${id}`);
  const own = overrides.find(({ checks }) => checks[id] !== undefined)?.checks[id];
  const patterns = { ...base.patterns, ...own?.patterns };
  return { ...base, ...own, values: { ...base.values, ...own?.values }, patterns };
}
