/** Patterns of the policy that match nobody: mostly a misspelling, or somebody who has left. */
import { type AccountFacts, reportOf } from '../model/facts/account-facts.ts';
import type { Pattern } from '../model/pattern.ts';
import type { UnixSeconds } from '../model/time.ts';
import { matchesAccount, matchingNoUser } from './match.ts';
import type { Match, Policy } from './policy.ts';

/**
 * The place of each in the configuration, with what it does not match. An exemption that has ended is left out.
 *
 * @param read every account of the configuration: without one of them, nobody knows.
 */
export function unmatchedPatterns(
  { overrides, exemptions }: Policy,
  read: readonly AccountFacts[],
  now: UnixSeconds,
): string[] {
  return [
    ...overrides.flatMap(({ match }, index) => unmatchedOf(`policy.overrides[${index}].match`, match, read)),
    ...exemptions.flatMap(({ match, expiry }, index) =>
      expiry <= now ? [] : unmatchedOf(`exemptions[${index}]`, match, read),
    ),
  ];
}

function unmatchedOf(path: string, match: Match, read: readonly AccountFacts[]): string[] {
  const { accounts = [], users = [] } = match;
  const names = read.flatMap((facts) => [facts.account.name, reportOf(facts).accountId]);
  const noAccount = indexesOf(accounts, (pattern) => !names.some((name) => pattern.test(name)));
  const ofMatch = read.filter((facts) => matchesAccount(match, facts.account, reportOf(facts)));
  const unseen = new Set(matchingNoUser(users, ofMatch));
  const noUser = indexesOf(users, (pattern) => unseen.has(pattern));
  return [
    ...noAccount.map((index) => `${path}.accounts[${index}]: matches no account`),
    ...noUser.map((index) => `${path}.users[${index}]: matches no user`),
  ];
}

function indexesOf(patterns: readonly Pattern[], isMeant: (pattern: Pattern) => boolean): number[] {
  return patterns.flatMap((pattern, index) => (isMeant(pattern) ? [index] : []));
}
