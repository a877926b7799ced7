import { knownMembership } from '../model/account.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import { hasRoot, type User } from '../model/facts/credential-report.ts';
import { momentOf } from '../model/facts/moment.ts';
import type { CheckCount, ExemptFinding, Finding, FindingStatus, FindingSubject, Severity } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';
import { type Check, type Context, factsOf, type Outcome, UNKNOWN } from './check.ts';
import { checkPolicy, type Match, type Policy } from './policy.ts';
import { enabledChecksOf } from './enabled-checks.ts';
import { matchesAccount, matchesUser } from './match.ts';
import { createSettings, JUDGED, type Setting } from './settings.ts';
import { waitsFor } from './needed-facts.ts';
import { asFarAsRead } from './unreadable-cells.ts';

/** The policy applied to one account, subject by subject, so that the caller decides when to pause. */
export interface Evaluation {
  /** The open findings about a user, or about root. */
  ofUser(user: User): readonly Finding[];
  /** Those about a user whom the report cannot know yet, and whom only this fact knows. */
  ofNewUser(user: User, knownBy: FactName): readonly Finding[];
  /** The open findings about the account as a whole. */
  ofAccount(): readonly Finding[];
  /** One for each check that is enabled for anybody in the account, whether it found something or not. */
  counts(): CheckCount[];
  /** What exemptions cover of that which `ofUser` and `ofAccount` looked at. */
  readonly exempt: readonly ExemptFinding[];
  /** How many findings each exemption covers, by its name. One that has expired covers none. */
  readonly covered: ReadonlyMap<string, number>;
  /** What a check threw, by its id; the first of each. Its outcome is unknown wherever it throws. */
  readonly faults: ReadonlyMap<string, unknown>;
}

export function beginEvaluation(policy: Policy, accountFacts: AccountFacts, now: UnixSeconds): Evaluation {
  const { account, facts } = accountFacts;
  const { value: report, asOf } = facts['credential-report'];
  const moment = momentOf(facts, now);
  const inAccount = ({ match }: { readonly match: Match }) => matchesAccount(match, account, report);
  const overrides = policy.overrides.filter(inAccount);
  const exemptions = policy.exemptions.filter(inAccount).filter(({ expiry }) => moment < expiry);
  const settings = createSettings(policy, overrides, exemptions, accountFacts);
  const contexts = new Map<string, Context>();
  const unknownOfRoot = hasRoot(report) ? 0 : 1;
  const isManagement = knownMembership(account)?.isManagement === true;
  const mayBeManagement = account.membership === 'unlisted';
  const { accountId } = report;
  const { name: accountName, owner } = account;
  const tallies = new Map<string, Tally>(
    enabledChecksOf(policy, overrides)
      .filter((check) => JUDGED.some((judged) => judged === waitsFor(check, accountFacts)))
      .map(({ id, subject, sparesManagementAccount }) => {
        const isSpared = isManagement && sparesManagementAccount === true;
        const unknown = subject === 'root' && !isSpared ? unknownOfRoot : 0;
        return [id, { severity: checkPolicy(policy, id).severity, open: 0, exempt: 0, unknown }];
      }),
  );
  const exempt: ExemptFinding[] = [];
  const covered = new Map(policy.exemptions.map(({ name }) => [name, 0]));
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

  /** @param user undefined: the check is about the account. */
  function judge({ check, values, patterns, waits }: Setting, user: User | undefined): readonly Outcome[] {
    if (check.sparesManagementAccount === true && isManagement) return [];
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

  /** @param user whom a finding is about; undefined: the account. */
  function evaluate(setting: Setting, user: User | undefined, findings: Finding[]): void {
    const { check, limit } = setting;
    for (const outcome of judge(setting, user)) {
      const tally = tallies.get(check.id);
      if (tally !== undefined && outcome.severity !== undefined) tally.severity = outcome.severity;
      if (tally !== undefined && outcome.status === 'unknown') tally.unknown += 1;
      if (outcome.status !== 'open') continue;
      const covering = setting.exemptions.filter(({ match }) => coversSubject(match, user));
      for (const { name } of covering) covered.set(name, (covered.get(name) ?? 0) + 1);
      if (tally !== undefined) tally[covering.length > 0 ? 'exempt' : 'open'] += 1;
      const { credential, days, since, severity = setting.severity } = outcome;
      const age = days !== undefined && limit !== undefined ? { days, limit } : undefined;
      const subject: FindingSubject = { kind: check.subject, user: user?.name ?? '', key: credential };
      // Written out, as spreading takes several times as long, and an account may have tens of thousands.
      const finding: Written = { accountId, accountName, owner, subject, check: check.id, severity, age };
      if (since !== undefined) finding.since = since;
      const [covers] = covering;
      if (covers === undefined) findings.push(finding);
      else exempt.push({ ...finding, exemption: covers.name });
    }
  }

  function findingsOf(all: readonly Setting[], user: User | undefined): readonly Finding[] {
    const findings: Finding[] = [];
    for (const setting of all) evaluate(setting, user, findings);
    return findings;
  }

  return {
    ofUser: (user) => findingsOf(settings.ofUser(user), user),
    ofNewUser: (user, knownBy) => findingsOf(settings.ofNewUser(user, knownBy), user),
    ofAccount: () => findingsOf(settings.ofAccount(), undefined),
    counts: () =>
      [...tallies].map(([check, { severity, ...findings }]) => ({
        accountId,
        accountName,
        owner,
        check,
        severity,
        findings,
      })),
    exempt,
    covered,
    faults,
  };
}

type Written = { -readonly [Property in keyof Finding]: Finding[Property] };

type Tally = { severity: Severity } & Record<FindingStatus, number>;

/** An exemption of users is none of the account. */
function coversSubject(match: Match, user: User | undefined): boolean {
  return user === undefined ? match.users === undefined : matchesUser(match, user);
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
