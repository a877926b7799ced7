/** What the filters of a command choose of what it reads. A value that chooses nothing is a problem: a gate must not pass on a misspelt name. */
import { anyMatches, matchingNoUser } from '../checks/match.ts';
import type { Policy } from '../checks/policy.ts';
import type { Config } from '../config/config.ts';
import { hint, isChosen, isWanted, type Selection, unmatched, type Wanted } from '../config/filters.ts';
import { FLAGS } from '../config/flags.ts';
import { type Account, namedAccountId } from '../model/account.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { leftOutLine } from './left-out-accounts.ts';

/** An id, or a pattern that begins as one. */
const MAY_BE_ID = /^\d(?=.*[^\w-])|^\d{12}$/;

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
  if (id !== undefined) return isChosen(account, id, { accounts, owners });
  const isMeant = ({ text, test }: Wanted): boolean => test(account.name) || MAY_BE_ID.test(text);
  return (accounts.length === 0 || accounts.some(isMeant)) && isWanted(owners, account.owner);
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
