import type { AccountFacts } from './facts/account-facts.ts';
import type { CheckCount, ExemptFinding, Finding } from './finding.ts';

/** What the policy came to in one account, beside the facts that it was judged by. */
export interface AccountAssessment {
  readonly facts: AccountFacts;
  readonly findings: readonly Finding[];
  readonly exempt: readonly ExemptFinding[];
  /** One for each check that somebody could judge in the account, whether it found something or not. */
  readonly counts: readonly CheckCount[];
  /** How many findings each exemption covers, by its name. One that has expired covers none. */
  readonly covered: ReadonlyMap<string, number>;
}

/** Findings, counts and covered exemptions of all accounts, made from one set of facts at one moment. */
export interface Assessment {
  /** In the order of the configuration. An account that could not be judged is as it was the last time, if there was one. */
  readonly accounts: readonly AccountAssessment[];
  readonly faults: readonly AssessmentFault[];
}

/** A fault of this program. It touches one check for some users, or one account. */
export interface AssessmentFault {
  readonly accountName: string;
  /** Id of the check that threw: its outcome is unknown. Absent: the account could not be judged at all. */
  readonly check?: string;
  readonly error: unknown;
}
