import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import { isRoot, type User } from '../model/facts/credential-report.ts';
import type { Severity } from '../model/finding.ts';
import { checks } from './catalogue.ts';
import { type Check, factsOf, type PatternLists } from './check.ts';
import { anyMatches, isOfWholeAccount, matchesUser } from './match.ts';
import { type WaitsFor, waitsFor } from './needed-facts.ts';
import { checkPolicy, type Exemption, type Override, type Policy } from './policy.ts';

/** What a check may wait for and be judged all the same, if only as unknown. */
export const JUDGED = ['nothing', 'partly failed', 'failed'] as const satisfies readonly WaitsFor[];

/** A check with what holds for a user, or for the account. */
export interface Setting {
  readonly check: Check;
  readonly severity: Severity;
  /** The limit and the parameters, by their names. */
  readonly values: Readonly<Record<string, number>>;
  readonly patterns: PatternLists;
  readonly limit: number | undefined;
  /** Those of this account that cover the check. */
  readonly exemptions: readonly Exemption[];
  readonly waits: (typeof JUDGED)[number];
}

/**
 * Why a check is not asked, the first that holds. `not asked`: the exporter does not read its fact in this account. `off`: by the policy.
 * `unread`: no try to read its fact has ended, so nobody knows. `not given`: AWS does not give its column yet.
 */
export type LeftOut = 'not asked' | 'off' | 'unread' | 'not given';

export interface LeftOutCheck {
  readonly check: Check;
  readonly leftOut: LeftOut;
}

export interface SubjectSettings {
  /** Every check of the subject, in the order of the catalogue. */
  readonly all: readonly (Setting | LeftOutCheck)[];
  /** Those that are asked. */
  readonly judged: readonly Setting[];
}

export interface Settings {
  /** Users to whom the same overrides apply share them. */
  ofUser(user: User): SubjectSettings;
  ofAccount(): SubjectSettings;
  /** Those that can say anything of a user whom only this fact knows. */
  ofNewUser(user: User, knownBy: FactName): readonly Setting[];
}

/** @param overrides, exemptions those that match the account, in the order of the policy. */
export function createSettings(
  policy: Policy,
  overrides: readonly Override[],
  exemptions: readonly Exemption[],
  facts: AccountFacts,
): Settings {
  const shared = new Map<string, SubjectSettings>();

  function settingOf(check: Check, applying: readonly Override[]): Setting | LeftOutCheck {
    const { enabled, severity, values, patterns } = checkPolicy(policy, check.id, applying);
    const waits = waitsFor(check, facts);
    if (waits === 'not asked') return { check, leftOut: waits };
    if (!enabled) return { check, leftOut: 'off' };
    if (waits === 'unread' || waits === 'not given') return { check, leftOut: waits };
    return {
      check,
      severity,
      values,
      patterns,
      limit: limitOf(check, values),
      exemptions: exemptions.filter(({ checks }) => checks === undefined || anyMatches(checks, check.id)),
      waits,
    };
  }

  function settingsOf(subject: Check['subject'], applying: readonly Override[]): SubjectSettings {
    const all = checks.filter((check) => check.subject === subject).map((check) => settingOf(check, applying));
    return { all, judged: all.filter((one): one is Setting => !('leftOut' in one)) };
  }

  const settings: Settings = {
    ofUser(user) {
      const applying = overrides.filter(({ match }) => matchesUser(match, user));
      const key = `${isRoot(user) ? 'root' : 'user'} ${applying.map((override) => overrides.indexOf(override)).join()}`;
      const known = shared.get(key);
      if (known !== undefined) return known;
      const settings = settingsOf(isRoot(user) ? 'root' : 'user', applying);
      shared.set(key, settings);
      return settings;
    },
    ofAccount: () =>
      settingsOf(
        'account',
        overrides.filter(({ match }) => isOfWholeAccount(match)),
      ),
    ofNewUser: (user, knownBy) =>
      settings.ofUser(user).judged.filter(({ check, waits }) => waits !== 'failed' && factsOf(check).includes(knownBy)),
  };
  return settings;
}

/** The limit in days of a check by age. */
export function limitOf({ limit }: Check, values: Readonly<Record<string, number>>): number | undefined {
  return limit === undefined ? undefined : values[limit.name];
}
