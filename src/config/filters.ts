/**
 * What filters choose: the options of commands and the queries of pages are declared and read here, so that a value means the same
 * everywhere. It is a name or a pattern for the whole name; several values of one filter are alternatives.
 */
import { checks } from '../checks/catalogue.ts';
import { enabledChecks } from '../checks/enabled-checks.ts';
import { anyMatches } from '../checks/match.ts';
import type { Policy } from '../checks/policy.ts';
import type { Account } from '../model/account.ts';
import { SEVERITIES, type Severity } from '../model/finding.ts';
import type { Pattern } from '../model/pattern.ts';
import { didYouMean } from './did-you-mean.ts';
import { compilePattern, problemOf, sizeOf } from './pattern.ts';
import { globHint } from './written-texts.ts';

export const FILTERS = {
  account: { name: 'account', value: 'name', many: true, description: 'Only accounts of this name or id.' },
  owner: { name: 'owner', value: 'name', many: true, description: 'Only accounts of this owner.' },
  user: { name: 'user', value: 'name', many: true, description: 'Only this user.' },
  check: { name: 'check', value: 'id', many: true, description: 'Only this check.' },
  severity: {
    name: 'severity',
    value: 'severity',
    choices: SEVERITIES,
    many: true,
    description: 'Only findings of this severity.',
  },
} as const;

/** What to look at; an empty list means all. */
export interface Filters<Value = string> {
  /** Names, ids or patterns for whole names. */
  readonly accounts: readonly Value[];
  /** Names or patterns for whole names. */
  readonly owners: readonly Value[];
  readonly users: readonly Value[];
  /** Ids or patterns for whole ids. */
  readonly checks: readonly Value[];
  readonly severities: readonly Severity[];
}

/** Every account, user, check and severity. */
export const NO_FILTERS: Filters = { accounts: [], owners: [], users: [], checks: [], severities: [] };

/** What users may be called, https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html: `+` begins no pattern. */
const NAME = /^[\w+=,.@-]+$/;

/** It means itself as a pattern too, so that no pattern has to be asked. */
const LITERAL = /^[\w=,@-]+$/;

/** A value of a filter. */
export interface Wanted {
  readonly text: string;
  readonly test: Pattern['test'];
}

export type Selection = Filters<Wanted>;

/** Whether a filter chooses the name. Without values it chooses every one. */
export function isWanted(wanted: readonly Wanted[], name: string): boolean {
  return wanted.length === 0 || anyMatches(wanted, name);
}

export function isOfSeverity(severity: Severity, { severities }: Pick<Selection, 'severities'>): boolean {
  return severities.length === 0 || severities.includes(severity);
}

export type ReadFilters =
  { readonly ok: true; readonly selection: Selection } | { readonly ok: false; readonly problems: readonly string[] };

/** @param prefix of the name of a filter where problems name it. */
export function readFilters(filters: Filters, policy: Policy, prefix = '--'): ReadFilters {
  const named = { account: filters.accounts, owner: filters.owners, user: filters.users, check: filters.checks };
  const broken = Object.entries(named).flatMap(([name, values]) =>
    values.flatMap((value) => {
      const problem = NAME.test(value) ? undefined : problemOf(value);
      return problem === undefined ? [] : [`${prefix}${name}: ${problem}`];
    }),
  );
  if (broken.length > 0) return { ok: false, problems: broken };
  const selection: Selection = {
    accounts: filters.accounts.map(toWanted),
    owners: filters.owners.map(toWanted),
    users: filters.users.map(toWanted),
    checks: filters.checks.map(toWanted),
    severities: filters.severities,
  };
  const problems = checkProblems(selection.checks, policy).map((problem) => `${prefix}check: ${problem}`);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, selection };
}

/** How long it takes to compare a value with a name, in steps for each letter. 0: it is no pattern. */
export function stepsOf(text: string): number {
  return LITERAL.test(text) ? 0 : sizeOf(text);
}

/** A value that chooses this name: the name, unless it cannot be read as a pattern. */
export function filterValue(name: string): string {
  const isValid = NAME.test(name) || problemOf(name) === undefined;
  return isValid ? name : name.replaceAll(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}

/** The name itself, which may hold a `+`, or a pattern for it. */
function toWanted(text: string): Wanted {
  if (LITERAL.test(text)) return { text, test: (name) => name === text };
  const pattern = problemOf(text) === undefined ? compilePattern(text) : undefined;
  return { text, test: (name) => name === text || pattern?.test(name) === true };
}

function checkProblems(wanted: readonly Wanted[], policy: Policy): string[] {
  const known = checks.map(({ id }) => id);
  const enabled = enabledChecks(policy).map(({ id }) => id);
  return wanted.flatMap(({ text, test }) => {
    const chosen = known.filter(test);
    if (chosen.length === 0) return [`there is no check ${text}${hint(text, known)}`];
    if (chosen.some((id) => enabled.includes(id))) return [];
    return [`${text} is off: enable it under policy.checks in the configuration`];
  });
}

/** @param accountId undefined: it could not be read. Then it is kept: nobody knows whether it is the one that is meant. */
export function isChosen(
  account: Pick<Account, 'name' | 'owner'>,
  accountId: string | undefined,
  { accounts, owners }: Pick<Selection, 'accounts' | 'owners'>,
): boolean {
  if (accountId === undefined) return true;
  return (isWanted(accounts, accountId) || isWanted(accounts, account.name)) && isWanted(owners, account.owner);
}

/** Which users are looked at; undefined: all, and accounts as a whole. */
export function chosenUsers({ users }: Pick<Selection, 'users'>): ((name: string) => boolean) | undefined {
  return users.length === 0 ? undefined : (name) => anyMatches(users, name);
}

/** The values that choose none of these names. */
export function unmatched(wanted: readonly Wanted[], names: readonly string[]): Wanted[] {
  return wanted.filter(({ test }) => !names.some(test));
}

/** What to write instead of a value that chooses nothing; empty: nobody knows. */
export function hint(text: string, known: readonly string[]): string {
  const glob = globHint(text);
  return glob === undefined ? didYouMean(text, known) : `: it ${glob}`;
}
