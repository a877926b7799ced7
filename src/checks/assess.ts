/**
 * Facts and policy make one assessment, and the page, the pages for people and `check` all read it. Pure, but for the turns of the
 * event loop that it leaves to others: a policy may hold hundreds of patterns against each of tens of thousands of users.
 */
import { setImmediate } from 'node:timers/promises';
import { sourceOf } from '../model/account.ts';
import type { AccountAssessment, Assessment, AssessmentFault } from '../model/assessment.ts';
import { type AccountFacts, reportOf } from '../model/facts/account-facts.ts';
import { ROOT_USER_NAME } from '../model/facts/credential-report.ts';
import type { Finding } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';
import { checkById } from './catalogue.ts';
import { beginEvaluation } from './evaluate-policy.ts';
import { newUsers } from './new-users.ts';
import type { Policy } from './policy.ts';

/** A pattern of the policy may take milliseconds for each. */
const USERS_PER_TURN = 20;

export interface AssessOptions {
  /** Of which users anything is asked, by their names; absent: of all, and of the account as a whole. */
  readonly users?: (name: string) => boolean;
  readonly last?: Assessment;
  readonly signal?: AbortSignal;
}

/**
 * Judges every account at `now`. A check that throws is unknown where it throws. Any other fault concerns its account only: that one
 * stays as it was in `last`, and is left out where it was not in there. Rejects in the next turn when `signal` aborts.
 */
export async function assess(
  accounts: Iterable<AccountFacts>,
  policy: Policy,
  now: UnixSeconds,
  { users, last, signal }: AssessOptions = {},
): Promise<Assessment> {
  const assessed: AccountAssessment[] = [];
  const faults: AssessmentFault[] = [];
  for (const facts of accounts) {
    const accountName = facts.account.name;
    try {
      const { faults: ofChecks, ...assessment } = await assessAccount(facts, policy, now, { users, signal });
      assessed.push(assessment);
      for (const [check, error] of ofChecks) faults.push({ accountName, check, error });
    } catch (error) {
      signal?.throwIfAborted();
      faults.push({ accountName, error });
      const source = sourceOf(facts.account);
      // After a reload the name may stand for another account, and the account may have another name.
      const before = last?.accounts.find(
        ({ facts: { account } }) => account.name === accountName && sourceOf(account) === source,
      );
      if (before !== undefined) assessed.push(before);
    }
  }
  return { accounts: assessed, faults };
}

async function assessAccount(
  facts: AccountFacts,
  policy: Policy,
  now: UnixSeconds,
  { users, signal }: { readonly users: AssessOptions['users']; readonly signal: AbortSignal | undefined },
): Promise<AccountAssessment & { readonly faults: ReadonlyMap<string, unknown> }> {
  const evaluation = beginEvaluation(policy, facts, now);
  const findings: Finding[] = users === undefined ? [...evaluation.ofAccount()] : [];
  let judged = 0;
  for (const user of reportOf(facts).users) {
    if (users?.(user.name) === false) continue;
    for (const finding of evaluation.ofUser(user)) findings.push(finding);
    judged += 1;
    if (judged % USERS_PER_TURN === 0) await setImmediate(undefined, { signal });
  }
  for (const user of newUsers(facts.facts)) {
    if (users?.(user.name) !== false) findings.push(...evaluation.ofNewUser(user, 'activity'));
  }
  const { exempt, covered, faults } = evaluation;
  const counts = evaluation.counts().filter(({ check }) => users === undefined || isAbout(check, users));
  return { facts, findings, exempt, counts, covered, faults };
}

/** Whether a check is about users that were asked for. */
function isAbout(check: string, users: (name: string) => boolean): boolean {
  const subject = checkById(check)?.subject;
  return subject === 'user' || (subject === 'root' && users(ROOT_USER_NAME));
}

/**
 * Findings under each exemption in all accounts, by its name.
 *
 * @param complete false: a report or another fact is not there. An exemption that covers nothing may be for what it would show, and is
 *   left out.
 */
export function coveredFindings({ accounts }: Assessment, complete: boolean): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { covered } of accounts) {
    for (const [name, findings] of covered) sums.set(name, (sums.get(name) ?? 0) + findings);
  }
  return complete ? sums : new Map([...sums].filter(([, findings]) => findings > 0));
}
