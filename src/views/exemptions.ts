/** The exemptions of the policy: until when each holds, why, and how many findings it covers. */
import { coveredFindings } from '../checks/assess.ts';
import type { Exemption } from '../checks/policy.ts';
import type { Pattern } from '../model/pattern.ts';
import { accountRows } from './accounts.ts';
import { type Held, namesUsers } from './held.ts';

export interface ExemptionRow {
  readonly exemption: Exemption;
  readonly hasExpired: boolean;
  /** undefined: a report or another fact is not there, which may have what it covers. */
  readonly covered: number | undefined;
  readonly scope: ExemptionScope;
}

/** Names and patterns, as the policy has them. What is absent means all. */
export interface ExemptionScope {
  readonly accounts?: readonly string[];
  /** `not named`: the exporter names no users. */
  readonly users?: readonly string[] | 'not named';
  readonly checks?: readonly string[];
}

/** Those that end first come first: they are what somebody has to decide on. */
export function exemptionRows(held: Held): ExemptionRow[] {
  const { assessment, policy } = held.world;
  const everyFact = assessment.accounts.every(({ facts: { missing } }) => Object.keys(missing).length === 0);
  const everyAccount = accountRows(held).every(({ judged }) => judged !== undefined);
  const named = namesUsers(held);
  const covered = coveredFindings(assessment, everyFact && everyAccount);
  return policy.exemptions
    .map((exemption) => ({
      exemption,
      hasExpired: exemption.expiry <= held.now,
      covered: covered.get(exemption.name),
      scope: scopeOf(exemption, named),
    }))
    .toSorted((one, other) => one.exemption.expiry - other.exemption.expiry);
}

function scopeOf({ match: { accounts, users }, checks }: Exemption, named: boolean): ExemptionScope {
  return {
    ...(accounts !== undefined && { accounts: written(accounts) }),
    ...(users !== undefined && { users: named ? written(users) : 'not named' }),
    ...(checks !== undefined && { checks: written(checks) }),
  };
}

function written(patterns: readonly Pattern[]): readonly string[] {
  return patterns.map(({ source }) => source);
}
