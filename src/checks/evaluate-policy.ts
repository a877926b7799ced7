import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import { hasRoot, type User } from '../model/facts/credential-report.ts';
import type { CheckCount, ExemptFinding, Finding, FindingStatus, FindingSubject, Severity } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';
import { enabledChecksOf } from './enabled-checks.ts';
import { coveringExemptions, createJudge } from './judge.ts';
import { waitsFor } from './needed-facts.ts';
import { checkPolicy, type Policy } from './policy.ts';
import { JUDGED, type Setting } from './settings.ts';

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
  const judge = createJudge(policy, accountFacts, now);
  const { settings, overrides, faults } = judge;
  const { account, facts } = accountFacts;
  const report = facts['credential-report'].value;
  const unknownOfRoot = hasRoot(report) ? 0 : 1;
  const { accountId } = report;
  const { name: accountName, owner } = account;
  const tallies = new Map<string, Tally>(
    enabledChecksOf(policy, overrides)
      .filter((check) => JUDGED.some((judged) => judged === waitsFor(check, accountFacts)))
      .map((check) => {
        const unknown = check.subject === 'root' && !judge.spares(check) ? unknownOfRoot : 0;
        return [check.id, { severity: checkPolicy(policy, check.id).severity, open: 0, exempt: 0, unknown }];
      }),
  );
  const exempt: ExemptFinding[] = [];
  const covered = new Map(policy.exemptions.map(({ name }) => [name, 0]));

  /** @param user whom a finding is about; undefined: the account. */
  function evaluate(setting: Setting, user: User | undefined, findings: Finding[]): void {
    const { check, limit } = setting;
    for (const outcome of judge.outcomesOf(setting, user)) {
      const tally = tallies.get(check.id);
      if (tally !== undefined && outcome.severity !== undefined) tally.severity = outcome.severity;
      if (tally !== undefined && outcome.status === 'unknown') tally.unknown += 1;
      if (outcome.status !== 'open') continue;
      const covering = coveringExemptions(setting, user);
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
    ofUser: (user) => findingsOf(settings.ofUser(user).judged, user),
    ofNewUser: (user, knownBy) => findingsOf(settings.ofNewUser(user, knownBy), user),
    ofAccount: () => findingsOf(settings.ofAccount().judged, undefined),
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
