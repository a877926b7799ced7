/** The exemptions of the policy: until when each holds, why, and how many findings it covers. */
import { coveredFindings } from '../checks/assess.ts';
import type { Exemption } from '../checks/policy.ts';
import { accountRows } from './accounts.ts';
import type { Held } from './held.ts';

export interface ExemptionRow {
  readonly exemption: Exemption;
  readonly hasExpired: boolean;
  /** undefined: a report or another fact is not there, which may have what it covers. */
  readonly covered: number | undefined;
}

/** Those that end first come first: they are what somebody has to decide on. */
export function exemptionRows(held: Held): ExemptionRow[] {
  const { assessment, policy } = held.world;
  const everyFact = assessment.accounts.every(({ facts: { missing } }) => Object.keys(missing).length === 0);
  const everyAccount = accountRows(held).every(({ judged }) => judged !== undefined);
  const covered = coveredFindings(assessment, everyFact && everyAccount);
  return policy.exemptions
    .map((exemption) => ({
      exemption,
      hasExpired: exemption.expiry <= held.now,
      covered: covered.get(exemption.name),
    }))
    .toSorted((one, other) => one.exemption.expiry - other.exemption.expiry);
}
