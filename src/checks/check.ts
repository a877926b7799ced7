/**
 * What a check is: data plus one pure function of a user. This room knows the model alone: no metric, no configuration file and no
 * clock. The metrics, the alert rules, docs/checks.md and the `check` command are made from these declarations.
 */
import type { Slot, User } from '../model/credential-report.ts';
import type { Severity } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';

/** A limit in whole days. */
export interface DaysParameter {
  readonly default: number;
  readonly least: number;
  /** One sentence without a full stop. */
  readonly help: string;
}

export type ParameterDeclarations = Readonly<Record<string, DaysParameter>>;
export type ParameterValues<Declarations extends ParameterDeclarations> = Readonly<Record<keyof Declarations, number>>;

/** Versions of the CIS Amazon Web Services Foundations Benchmark, oldest first; those in between number alike. */
export const CIS_VERSIONS = ['1.4', '5.0', '6.0', '7.0'] as const;
export type CisVersion = (typeof CIS_VERSIONS)[number];

/** unknown: AWS did not give a value that it would take to tell. It is neither a pass nor a finding. */
export interface Outcome {
  /** The access key that it concerns, if it concerns one. */
  readonly credential?: Slot;
  readonly status: 'pass' | 'open' | 'unknown';
  /** Checks by age only: the age that is held against the limit, in whole days. */
  readonly days?: number;
}

/** The two moments that a check may count up to. */
export interface Moments {
  /** For what gets older by itself, such as a key. */
  readonly now: UnixSeconds;
  /** For what only a report can tell, such as use or an MFA device: when AWS generated it. Without a newer one nothing more is known. */
  readonly reportTime: UnixSeconds;
}

/** A step of the way out: what to do, and the AWS CLI command that does it. */
export interface FixStep {
  readonly text: string;
  /** With the placeholders USER, KEY_ID, SERIAL_NUMBER and so on, in capitals. */
  readonly command?: string;
}

export interface Check<Declarations extends ParameterDeclarations = ParameterDeclarations> {
  /** Also the label `check`, the key in the configuration and the name of the file. */
  readonly id: string;
  /** Without quotes and backslashes: the label `title`. */
  readonly title: string;
  readonly severity: Severity;
  /** Whether it is evaluated without a word in the configuration. */
  readonly enabled: boolean;
  /** Ends the sentence "Open when ...". */
  readonly openWhen: string;
  readonly why: string;
  /** Control numbers of those benchmark versions that have the control. */
  readonly cis?: Readonly<Partial<Record<CisVersion, string>>>;
  /** AWS Security Hub control. */
  readonly securityHub?: string;
  /** AWS's own page on the subject. */
  readonly documentation: string;
  /** Columns of the report that it reads; N is the slot. */
  readonly needs: readonly string[];
  readonly fix: readonly FixStep[];
  /** One at most: the limit, which the finding's age is told against. */
  readonly parameters: Declarations;
  /** Nothing for a user whom it does not concern. */
  evaluate(user: User, parameters: ParameterValues<Declarations>, moments: Moments): readonly Outcome[];
}

/** A limit in days as a parameter. @param least below it, the check would find nothing, whatever happens. */
export function days(value: number, help: string, least = 0): DaysParameter {
  return { default: value, least, help };
}

/** Infers the parameters, so that `evaluate` knows them by name. */
export function defineCheck<const Declarations extends ParameterDeclarations>(
  check: Check<Declarations>,
): Check<Declarations> {
  return check;
}

/** The checks of root are held against root alone, and the others against users alone: a well-kept root is never used. */
export function isForRoot(id: string): boolean {
  return id.startsWith('root-');
}

export const PASS: Outcome = { status: 'pass' };
export const OPEN: Outcome = { status: 'open' };
export const UNKNOWN: Outcome = { status: 'unknown' };

/** `2.12 (7.0)`: the control in the newest version that has it. */
export function newestCisControl({ cis }: Check): string | undefined {
  const version = CIS_VERSIONS.findLast((version) => cis?.[version] !== undefined);
  return version === undefined ? undefined : `${cis?.[version] ?? ''} (${version})`;
}
