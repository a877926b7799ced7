/** What the filters of `check` choose. A value that chooses nothing is a problem: a gate must not pass on a misspelt name. */
import { checks } from '../checks/catalogue.ts';
import { enabledChecks } from '../checks/enabled-checks.ts';
import { anyMatches, matchingNoUser } from '../checks/match.ts';
import type { Policy } from '../checks/policy.ts';
import type { CheckFilters } from '../cli/check-options.ts';
import type { Config } from '../config/config.ts';
import { didYouMean } from '../config/did-you-mean.ts';
import { FLAGS } from '../config/flags.ts';
import { compilePattern, problemOf } from '../config/pattern.ts';
import { globHint } from '../config/written-texts.ts';
import { type Account, namedAccountId } from '../model/account.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import type { Pattern } from '../model/pattern.ts';
import { leftOutLine } from './left-out-accounts.ts';

const ACCOUNT_ID = /^\d{12}$/;
/** What users may be called, https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateUser.html: `+` begins no pattern. */
const NAME = /^[\w+=,.@-]+$/;

/** A value of a filter. */
interface Wanted {
  readonly text: string;
  readonly test: Pattern['test'];
}

export type Selection = CheckFilters<Wanted>;

/** Every account, user, check and severity. */
export const NO_FILTERS: CheckFilters = { accounts: [], owners: [], users: [], checks: [], severities: [] };

export type ReadFilters =
  { readonly ok: true; readonly selection: Selection } | { readonly ok: false; readonly problems: readonly string[] };

export function readFilters(filters: CheckFilters, policy: Policy): ReadFilters {
  const named = { account: filters.accounts, owner: filters.owners, user: filters.users, check: filters.checks };
  const broken = Object.entries(named).flatMap(([flag, values]) =>
    values.flatMap((value) => {
      const problem = NAME.test(value) ? undefined : problemOf(value);
      return problem === undefined ? [] : [`--${flag}: ${problem}`];
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
  const problems = checkProblems(selection.checks, policy);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, selection };
}

/** The name itself, which may hold a `+`, or a pattern for it. */
function toWanted(text: string): Wanted {
  const pattern = problemOf(text) === undefined ? compilePattern(text) : undefined;
  return { text, test: (name) => name === text || pattern?.test(name) === true };
}

function checkProblems(wanted: readonly Wanted[], policy: Policy): string[] {
  const known = checks.map(({ id }) => id);
  const enabled = enabledChecks(policy).map(({ id }) => id);
  return wanted.flatMap(({ text, test }) => {
    const chosen = known.filter(test);
    if (chosen.length === 0) return [`--check: there is no check ${text}${hint(text, known)}`];
    if (chosen.some((id) => enabled.includes(id))) return [];
    return [`--check: ${text} is off: enable it under policy.checks in the configuration`];
  });
}

/** The policy with no other check than the chosen ones. */
export function chosenPolicy(policy: Policy, { checks: wanted }: Selection): Policy {
  if (wanted.length === 0) return policy;
  return {
    ...policy,
    checks: Object.fromEntries(
      Object.entries(policy.checks).map(([id, held]) => [
        id,
        { ...held, enabled: held.enabled && anyMatches(wanted, id) },
      ]),
    ),
    overrides: policy.overrides.map(({ match, checks: overridden }) => ({
      match,
      checks: Object.fromEntries(Object.entries(overridden).filter(([id]) => anyMatches(wanted, id))),
    })),
  };
}

/** Whether an account has to be read: one whose id nobody knows yet may be the one that is meant. */
export function mayBeChosen(account: Account, { accounts, owners }: Selection): boolean {
  const id = namedAccountId(account);
  const isMeant = ({ text, test }: Wanted): boolean =>
    test(account.name) || (ACCOUNT_ID.test(text) && (id === undefined || id === text));
  return (accounts.length === 0 || accounts.some(isMeant)) && isOwned(account, owners);
}

/** @param accountId undefined: it could not be read. Then it is kept: nobody knows whether it is the one that is meant. */
export function isChosen(account: Account, accountId: string | undefined, { accounts, owners }: Selection): boolean {
  if (accountId === undefined) return true;
  const isMeant = accounts.length === 0 || anyMatches(accounts, accountId) || anyMatches(accounts, account.name);
  return isMeant && isOwned(account, owners);
}

/** Which users are looked at; undefined: all, and accounts as a whole. */
export function chosenUsers({ users }: Selection): ((name: string) => boolean) | undefined {
  return users.length === 0 ? undefined : (name) => anyMatches(users, name);
}

/** Every account, chosen or not. */
type KnownAccounts = Pick<Config, 'accounts' | 'leftOut' | 'withoutFile'>;

/**
 * Values that match nothing of what there is.
 *
 * @param chosen what was read, as far as it is chosen.
 * @param read all that was read, if that is more.
 */
export function unmatchedFilters(
  { accounts, owners, users }: Selection,
  chosen: readonly GatheredAccount[],
  known: KnownAccounts,
  read = chosen,
): string[] {
  const ids = read.flatMap(({ facts }) => (facts === undefined ? [] : reportOf(facts).accountId));
  const knownOwners = known.accounts.map(({ owner }) => owner);
  const problems = [
    ...unmatchedAccounts({ accounts }, ids, known),
    ...unmatched(owners, knownOwners).map(
      ({ text }) => `--owner: no account has the owner ${text}${hint(text, knownOwners)}`,
    ),
  ];
  if (problems.length > 0) return problems;
  if (chosen.length === 0 && accounts.length + owners.length > 0) {
    return ['--account, --owner: no account matches both'];
  }
  const ofChosen = chosen.flatMap(({ facts }) => facts ?? []);
  return matchingNoUser(users, ofChosen).map(({ text }) => `--user: no report has a user ${text}${hint(text, [])}`);
}

/** ` (no --config.file was given)`, or nothing. */
export function noFile({ withoutFile }: Pick<Config, 'withoutFile'>): string {
  return withoutFile === true ? ` (no --${FLAGS.configFile.name} was given)` : '';
}

/** @param ids of the accounts that were read. */
export function unmatchedAccounts(
  { accounts }: Pick<Selection, 'accounts'>,
  ids: readonly string[],
  known: KnownAccounts,
): string[] {
  const names = known.accounts.map(({ name }) => name);
  const named = known.accounts.flatMap((account) => namedAccountId(account) ?? []);
  return unmatched(accounts, [...names, ...named, ...ids]).map(({ text, test }) => {
    const meant = (known.leftOut ?? []).filter(({ accountId, accountName }) => test(accountId) || test(accountName));
    return meant.length > 0
      ? `--account: ${leftOutLine(text, meant)}`
      : `--account: there is no account ${text}${noFile(known)}${hint(text, names)}`;
  });
}

function unmatched(wanted: readonly Wanted[], names: readonly string[]): Wanted[] {
  return wanted.filter(({ test }) => !names.some(test));
}

function hint(text: string, known: readonly string[]): string {
  const glob = globHint(text);
  return glob === undefined ? didYouMean(text, known) : `: it ${glob}`;
}

function isOwned({ owner }: Account, owners: readonly Wanted[]): boolean {
  return owners.length === 0 || anyMatches(owners, owner);
}
