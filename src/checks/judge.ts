import { knownMembership } from '../model/account.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { User } from '../model/facts/credential-report.ts';
import { momentOf } from '../model/facts/moment.ts';
import type { UnixSeconds } from '../model/time.ts';
import { type Check, type Context, factsOf, type Outcome, UNKNOWN } from './check.ts';
import { matchesAccount, matchesUser } from './match.ts';
import type { Exemption, Match, Override, Policy } from './policy.ts';
import { createSettings, type Setting, type Settings } from './settings.ts';
import { asFarAsRead } from './unreadable-cells.ts';

/** One account under the policy. What is found in it and what every check came to are both made of this. */
export interface Judge {
  readonly settings: Settings;
  /** Those of the policy that match the account, in its order. */
  readonly overrides: readonly Override[];
  /** The check says nothing of the management account, and this is it. */
  spares(check: Check): boolean;
  /** @param user undefined: the check is about the account. */
  outcomesOf(setting: Setting, user: User | undefined): readonly Outcome[];
  /** What a check threw, by its id; the first of each. Its outcome is unknown wherever it throws. */
  readonly faults: ReadonlyMap<string, unknown>;
}

export function createJudge(policy: Policy, accountFacts: AccountFacts, now: UnixSeconds): Judge {
  const { account, facts } = accountFacts;
  const { value: report, asOf } = facts['credential-report'];
  const moment = momentOf(facts, now);
  const inAccount = ({ match }: { readonly match: Match }) => matchesAccount(match, account, report);
  const overrides = policy.overrides.filter(inAccount);
  const exemptions = policy.exemptions.filter(inAccount).filter(({ expiry }) => moment < expiry);
  const isManagement = knownMembership(account)?.isManagement === true;
  const mayBeManagement = account.membership === 'unlisted';
  const contexts = new Map<string, Context>();
  const faults = new Map<string, unknown>();

  /** One a check, not one a user. */
  function contextOf(check: Check): Context {
    const { id } = check;
    const known = contexts.get(id);
    if (known !== undefined) return known;
    // A check is asked only once the facts that it needs are there.
    const context = {
      now: momentOf(facts, now, factsOf(check)),
      reportTime: asOf,
      earliest: Math.min(now, asOf),
      facts,
    };
    contexts.set(id, context as Context);
    return context as Context;
  }

  const spares = (check: Check) => check.sparesManagementAccount === true && isManagement;

  function outcomesOf({ check, values, patterns, waits }: Setting, user: User | undefined): readonly Outcome[] {
    if (spares(check)) return [];
    if (waits === 'failed') return [UNKNOWN];
    try {
      const found = oneWithoutKey(check.evaluate(user ?? report, values, contextOf(check), patterns));
      const told = waits === 'partly failed' ? unlessOpen(found) : found;
      const outcomes = check.sparesManagementAccount === true && mayBeManagement ? uncertain(told) : told;
      return user?.unreadableColumns === undefined ? outcomes : asFarAsRead(check, user, outcomes);
    } catch (error) {
      if (!faults.has(check.id)) faults.set(check.id, error);
      return [UNKNOWN];
    }
  }

  return {
    settings: createSettings(policy, overrides, exemptions, accountFacts),
    overrides,
    spares,
    outcomesOf,
    faults,
  };
}

/**
 * The exemptions that cover what a check finds of a user, in the order of the policy.
 *
 * @param user undefined: of the account. An exemption of users is none of the account.
 */
export function coveringExemptions({ exemptions }: Setting, user: User | undefined): readonly Exemption[] {
  return exemptions.filter(({ match }) => (user === undefined ? match.users === undefined : matchesUser(match, user)));
}

/** A fact that could not be read might show what the others do not. */
function unlessOpen(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.some(({ status }) => status === 'open') ? outcomes : [UNKNOWN];
}

/** A finding is certain only of an account that is known to be another one. */
function uncertain(outcomes: readonly Outcome[]): readonly Outcome[] {
  return outcomes.map((outcome) => (outcome.status === 'open' ? UNKNOWN : outcome));
}

/** No two findings may have the same labels: of several that name no key, the oldest one counts. */
function oneWithoutKey(outcomes: readonly Outcome[]): readonly Outcome[] {
  if (outcomes.length < 2) return outcomes;
  const open = outcomes.filter(({ status, credential }) => status === 'open' && credential === undefined);
  if (open.length < 2) return outcomes;
  const oldest = open.reduce((one, other) => ((other.days ?? 0) > (one.days ?? 0) ? other : one));
  // Several may be the same object.
  return [...outcomes.filter((outcome) => !open.includes(outcome)), oldest];
}
