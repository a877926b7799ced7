import type { Account } from '../model/account.ts';
import { type CredentialReport, kindOf, ROOT_USER_NAME, type User } from '../model/facts/credential-report.ts';
import type { Pattern } from '../model/pattern.ts';
import { type AccountFacts, reportOf } from '../model/facts/account-facts.ts';
import type { Match } from './policy.ts';

export function matchesAccount({ accounts }: Match, account: Account, { accountId }: CredentialReport): boolean {
  return accounts === undefined || anyMatches(accounts, account.name) || anyMatches(accounts, accountId);
}

/** Whether it means a user of an account that it means. */
export function matchesUser({ users, kind }: Match, user: User): boolean {
  return (users === undefined || anyMatches(users, user.name)) && (kind === undefined || kind === kindOf(user));
}

/** Whether it means root, though there may be no row for root. */
export function matchesRoot({ users, kind }: Match): boolean {
  return (users === undefined || anyMatches(users, ROOT_USER_NAME)) && (kind === undefined || kind === 'root');
}

/** Whether it means everybody in an account that it means, and so the account itself. */
export function isOfWholeAccount({ users, kind }: Match): boolean {
  return users === undefined && kind === undefined;
}

export function anyMatches(patterns: readonly Pick<Pattern, 'test'>[], text: string): boolean {
  return patterns.some((pattern) => pattern.test(text));
}

/** Those that match no user of these accounts. */
export function matchingNoUser<Each extends Pick<Pattern, 'test'>>(
  patterns: readonly Each[],
  accounts: readonly AccountFacts[],
): Each[] {
  const unseen = new Set(patterns);
  for (const facts of accounts) {
    if (unseen.size === 0) break;
    for (const user of reportOf(facts).users) {
      for (const pattern of unseen) if (pattern.test(user.name)) unseen.delete(pattern);
    }
  }
  return [...unseen];
}
