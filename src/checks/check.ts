/**
 * What a check is: data plus one pure function of a user or an account. This room knows the model only: no metric, no configuration
 * file and no clock. The metrics, the alert rules, docs/checks.md and the `check` command are made from these declarations.
 */
import type { FactName, FactValues } from '../model/facts/catalogue.ts';
import type { CredentialReport, Slot, User } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import type { Severity } from '../model/finding.ts';
import type { Pattern } from '../model/pattern.ts';
import type { UnixSeconds } from '../model/time.ts';

/** Whom a check looks at, and what it is given of them. */
interface Judged {
  /** Every user but root: a well-kept root is never used. */
  readonly user: User;
  readonly root: User;
  /** The account as a whole, once. */
  readonly account: CredentialReport;
}
export type CheckSubject = keyof Judged;

/** A limit in whole days, with which the age of a finding is compared. */
export interface Limit<Name extends string = string> {
  readonly name: Name;
  readonly default: number;
  /** Below it, the check would find nothing, whatever happens. */
  readonly least: number;
  /** One sentence without a full stop. */
  readonly help: string;
}

/** Another number that the policy may set. */
export interface NumberParameter {
  readonly default: number;
  readonly least: number;
  readonly most: number;
  /** One sentence without a full stop. */
  readonly help: string;
}

/** A list of patterns for whole names that the policy may set. It has no default: without it the check does as it declares. */
export interface PatternsParameter {
  readonly example: string;
  /** One sentence without a full stop. */
  readonly help: string;
}

/** Versions of the CIS Amazon Web Services Foundations Benchmark, oldest first; those in between number alike. */
export const CIS_VERSIONS = ['1.4', '5.0', '6.0', '7.0'] as const;
export type CisVersion = (typeof CIS_VERSIONS)[number];

/** unknown: AWS did not give a value that the check needs. It is neither a pass nor a finding. */
export interface Outcome {
  /** The access key that it concerns, if it concerns one. */
  readonly credential?: Slot;
  readonly status: 'pass' | 'open' | 'unknown';
  /** Checks by age only: the age that is compared with the limit, in whole days. */
  readonly days?: number;
  /** Checks of events only: when the event was that is found. */
  readonly since?: UnixSeconds;
  /** Where the finding is less than the check's severity says. Checks of accounts only. */
  readonly severity?: 'info';
}

/** What a check knows besides whom it looks at. */
export interface Context<Needs extends FactName = FactName, OneOf extends FactName = never> {
  /** For what gets older by itself, such as a key. Never before the report or a fact that the check needs. */
  readonly now: UnixSeconds;
  /** For what only a report can tell, such as use or an MFA device: when AWS generated it. Without a newer one nothing more is known. */
  readonly reportTime: UnixSeconds;
  /** The earlier one of `reportTime` and the exporter's clock. Where it is the clock, one of the two is wrong. */
  readonly earliest: UnixSeconds;
  /** Those that the check needs. Each is of a moment of its own. */
  readonly facts: { readonly [Name in Needs]: Fact<FactValues[Name]> } & {
    readonly [Name in OneOf]?: Fact<FactValues[Name]>;
  };
}

/** A step of the way out: what to do, and the AWS CLI command that does it. */
export interface FixStep {
  readonly text: string;
  /** With the placeholders USER, KEY_ID, SERIAL_NUMBER and so on, in capitals. */
  readonly command?: string;
}

/** Under which numbers the benchmarks have a control. */
export interface ControlNumbers {
  /** Of those versions of the CIS benchmark that have it. */
  readonly cis?: Readonly<Partial<Record<CisVersion, string>>>;
  readonly securityHub?: string;
}

/** What a control asks for, and how it judges where that is not as the check does by default. */
export interface ControlText<ValueName extends string = string> {
  /** One sentence without a full stop. */
  readonly title: string;
  /** Its own limit and parameters, where they are not the defaults of the check. */
  readonly values?: Readonly<Partial<Record<ValueName, number>>>;
  /** How the check differs from it, in a sentence without a full stop. Absent: by these values the check is what the control asks for. */
  readonly difference?: string;
  /** Its numbers, where they are not those of the check: one that another check names, or that is no reference for the finding. */
  readonly numbers?: ControlNumbers;
}

/** The limit of a check with days of grace whose control knows none: whoever is of today is judged too. */
export const NO_GRACE = -1;

export interface Check<
  LimitName extends string = string,
  ParameterName extends string = string,
  Needs extends FactName = FactName,
  Subject extends CheckSubject = CheckSubject,
  OneOf extends FactName = FactName,
  PatternsName extends string = string,
> {
  /** Also the label `check`, the key in the configuration and the name of the file. */
  readonly id: string;
  readonly subject: Subject;
  /** Without quotes and backslashes: the label `title`. */
  readonly title: string;
  readonly severity: Severity;
  /** Whether it is evaluated without a word in the configuration, once the facts that it needs are read. */
  readonly enabled: boolean;
  /** Ends the sentence "Open when ...". */
  readonly openWhen: string;
  readonly why: string;
  /** Control numbers of those benchmark versions that have the control. */
  readonly cis?: Readonly<Partial<Record<CisVersion, string>>>;
  /** AWS Security Hub control. */
  readonly securityHub?: string;
  /**
   * Its controls: one, or as many as their numbers name, in that order, and then those with numbers of their own. None: the numbers are a
   * reference, and the check is not what the control asks for.
   */
  readonly controls?: readonly ControlText<LimitName | ParameterName>[];
  /** AWS's own page on the subject. */
  readonly documentation: string;
  /** It says nothing of the management account of an organization, and nothing certain of an account that may be it. */
  readonly sparesManagementAccount?: true;
  /** Columns of the report that it reads; N is the slot. Without one of them `evaluate` is not asked: see needed-facts.ts. */
  readonly columns: readonly string[];
  /** Open by any one value that shows it, whatever the others are: it stays open where one of the others cannot be read. */
  readonly openByOne?: true;
  /** Facts besides the report. Without one of them `evaluate` is not asked: see needed-facts.ts. */
  readonly needs?: readonly Needs[];
  /** Facts besides the report of which each can show what the check looks for. It is asked once it has one of them. */
  readonly needsOneOf?: readonly OneOf[];
  readonly fix: readonly FixStep[];
  readonly limit?: Limit<LimitName>;
  readonly parameters?: Readonly<Record<ParameterName, NumberParameter>>;
  readonly patterns?: Readonly<Record<PatternsName, PatternsParameter>>;
  /**
   * Nothing where there is nothing to look at. Several outcomes that are open and name no key are one finding, of the oldest.
   *
   * @param values the limit and the parameters by their names, as the policy has them for this user.
   * @param patterns the lists that the policy has for this user, by their names.
   */
  evaluate(
    subject: Judged[Subject],
    values: Readonly<Record<LimitName | ParameterName, number>>,
    context: Context<Needs, OneOf>,
    // A check that declares no lists gets none.
    ...patterns: [PatternsName] extends [never] ? [] : [patterns: PatternLists<PatternsName>]
  ): readonly Outcome[];
}

export type PatternLists<Name extends string = string> = Readonly<Partial<Record<Name, readonly Pattern[]>>>;

/** A limit in days. @param least below it, the check would find nothing, whatever happens. */
export function days<const Name extends string>(name: Name, value: number, help: string, least = 0): Limit<Name> {
  return { name, default: value, least, help };
}

/** Infers whom it looks at, the names of its values and the facts it needs, so that `evaluate` knows them. */
export function defineCheck<
  const Subject extends CheckSubject,
  const LimitName extends string = never,
  const ParameterName extends string = never,
  const Needs extends FactName = never,
  const OneOf extends FactName = never,
  const PatternsName extends string = never,
>(
  check: Check<LimitName, ParameterName, Needs, Subject, OneOf, PatternsName>,
): Check<LimitName, ParameterName, Needs, Subject, OneOf, PatternsName> {
  return check;
}

/** Every fact besides the report that it looks at. */
export function factsOf({ needs = [], needsOneOf = [] }: Pick<Check, 'needs' | 'needsOneOf'>): readonly FactName[] {
  return [...needs, ...needsOneOf];
}

/** What the policy may set of a check, the limit first, with their defaults. */
export function numbersOf({ limit, parameters = {} }: Check): [string, NumberParameter | Limit][] {
  return [...(limit === undefined ? [] : [[limit.name, limit] as [string, Limit]]), ...Object.entries(parameters)];
}

export const PASS: Outcome = { status: 'pass' };
export const OPEN: Outcome = { status: 'open' };
export const UNKNOWN: Outcome = { status: 'unknown' };

/** `2.12 (7.0)`: the control in the newest version that has it. */
export function newestCisControl({ cis }: Check): string | undefined {
  const version = CIS_VERSIONS.findLast((version) => cis?.[version] !== undefined);
  return version === undefined ? undefined : `${cis?.[version] ?? ''} (${version})`;
}
