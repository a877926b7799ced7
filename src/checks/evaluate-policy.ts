import { isRoot, type User } from '../model/credential-report.ts';
import type { CheckCount, Finding, FindingStatus, Severity } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { UnixSeconds } from '../model/time.ts';
import { checks } from './catalogue.ts';
import { type Check, isForRoot, type Outcome } from './check.ts';
import { enabledChecksOf } from './enabled-checks.ts';
import { anyMatches, matchesAccount, matchesUser } from './match.ts';
import { checkPolicy, type Exemption, type Match, type Override, type Policy } from './policy.ts';

/** The policy held against one account, user by user, so that the caller decides when to pause. */
export interface Evaluation {
  /** The user's open findings. */
  evaluate(user: User): readonly Finding[];
  /** One for each check that is enabled for anybody in the account, whether it found something or not. */
  counts(): CheckCount[];
  /** How many findings each exemption covers, by its name. One that has expired covers none. */
  readonly covered: ReadonlyMap<string, number>;
}

/** A check with what holds for a user. */
interface Setting {
  readonly check: Check;
  readonly severity: Severity;
  readonly parameters: Readonly<Record<string, number>>;
  readonly limit: number | undefined;
  /** Those of this account that cover the check. */
  readonly exemptions: readonly Exemption[];
}

export function beginEvaluation(
  policy: Policy,
  { account, report, generatedTime }: Pick<Snapshot, 'account' | 'report' | 'generatedTime'>,
  now: UnixSeconds,
): Evaluation {
  const inAccount = ({ match }: { readonly match: Match }) => matchesAccount(match, account, report);
  const overrides = policy.overrides.filter(inAccount);
  const exemptions = policy.exemptions.filter(inAccount).filter(({ expiry }) => now < expiry);
  const settingsOf = createSettings(policy, overrides, exemptions);
  // The clock of AWS may be ahead.
  const moments = { now, reportTime: Math.min(now, generatedTime) };
  const { accountId } = report;
  const { name: accountName, owner } = account;
  const tallies = new Map<string, Record<FindingStatus, number>>(
    enabledChecksOf(policy, overrides, report.users).map(({ id }) => [id, { open: 0, exempt: 0, unknown: 0 }]),
  );
  const covered = new Map(policy.exemptions.map(({ name }) => [name, 0]));

  /** undefined: an exemption covers it. */
  function raise(user: User, setting: Setting, outcome: Outcome): Finding | undefined {
    const { check, severity, limit } = setting;
    const covering = setting.exemptions.filter(({ match }) => matchesUser(match, user));
    for (const { name } of covering) covered.set(name, (covered.get(name) ?? 0) + 1);
    count(check, covering.length > 0 ? 'exempt' : 'open');
    if (covering.length > 0) return undefined;
    const { credential: key, days } = outcome;
    const age = days !== undefined && limit !== undefined ? { days, limit } : undefined;
    // Written out, as spreading takes several times as long, and an account may have tens of thousands.
    return { accountId, accountName, owner, user, key, check: check.id, severity, age };
  }

  function count({ id }: Check, status: FindingStatus): void {
    const tally = tallies.get(id);
    if (tally !== undefined) tally[status] += 1;
  }

  return {
    evaluate(user) {
      const findings: Finding[] = [];
      for (const setting of settingsOf(user)) {
        for (const outcome of setting.check.evaluate(user, setting.parameters, moments)) {
          if (outcome.status === 'unknown') count(setting.check, 'unknown');
          if (outcome.status !== 'open') continue;
          const finding = raise(user, setting, outcome);
          if (finding !== undefined) findings.push(finding);
        }
      }
      return findings;
    },
    counts: () =>
      [...tallies].map(([id, tally]) => ({
        accountId,
        accountName,
        owner,
        check: id,
        severity: checkPolicy(policy, id).severity,
        findings: tally,
      })),
    covered,
  };
}

/** The limit in days of a check by age: its parameter, of which there is one at most. */
export function limitOf({ parameters }: Check, values: Readonly<Record<string, number>>): number | undefined {
  const [name] = Object.keys(parameters);
  return name === undefined ? undefined : values[name];
}

/** The settings of a user. Users to whom the same overrides apply share them. */
function createSettings(
  policy: Policy,
  overrides: readonly Override[],
  exemptions: readonly Exemption[],
): (user: User) => readonly Setting[] {
  const shared = new Map<string, readonly Setting[]>();
  return (user) => {
    const applying = overrides.filter(({ match }) => matchesUser(match, user));
    const key = `${isRoot(user) ? 'root' : 'user'} ${applying.map((override) => overrides.indexOf(override)).join()}`;
    const known = shared.get(key);
    if (known !== undefined) return known;
    const settings = checks
      .filter(({ id }) => isForRoot(id) === isRoot(user))
      .flatMap((check) => settingOf(check, policy, applying, exemptions) ?? []);
    shared.set(key, settings);
    return settings;
  };
}

function settingOf(
  check: Check,
  policy: Policy,
  applying: readonly Override[],
  exemptions: readonly Exemption[],
): Setting | undefined {
  const { enabled, severity, parameters } = checkPolicy(policy, check.id, applying);
  if (!enabled) return undefined;
  return {
    check,
    severity,
    parameters,
    limit: limitOf(check, parameters),
    exemptions: exemptions.filter(({ checks }) => checks === undefined || anyMatches(checks, check.id)),
  };
}
