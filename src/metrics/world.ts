/** What the families about accounts are read from, and whom of it the page may show. */
import type { Policy } from '../checks/policy.ts';
import type { AccountAssessment, Assessment } from '../model/assessment.ts';
import { type AccountFacts, reportOf } from '../model/facts/account-facts.ts';
import type { FactName, Facts, FactValues } from '../model/facts/catalogue.ts';
import { isRoot, type User } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';

export interface World {
  readonly assessment: Assessment;
  readonly policy: Policy;
  /** false: of all users only root, so that no user's name leaves. */
  readonly perUser: boolean;
  /** Key of the tag that says who owns a user. */
  readonly ownerTag: string;
  /** Accounts of the configuration, with a report or without. */
  readonly accounts: number;
}

export interface UserSubject {
  readonly accountId: string;
  readonly user: User;
  /** Those of the account. */
  readonly facts: AccountFacts['facts'];
}

/** The users that the page may name. */
export function* shownUsers(world: World): Iterable<UserSubject> {
  for (const account of world.assessment.accounts) yield* shownUsersOf(account, world);
}

/** Those of one account. */
export function* shownUsersOf(account: AccountAssessment, { perUser }: World): Iterable<UserSubject> {
  const { accountId, users } = reportOf(account.facts);
  const { facts } = account.facts;
  for (const user of users) if (perUser || isRoot(user)) yield { accountId, user, facts };
}

/** What a fact says of users, unless the user is newer: it would speak of an earlier one of the same name. */
export function knownOf<Name extends FactName>(
  { user, facts }: { readonly user: User; readonly facts: Facts },
  name: Name,
): FactValues[Name] | undefined {
  const fact: Fact<FactValues[Name]> | undefined = facts[name];
  return fact === undefined || user.created > fact.asOf ? undefined : fact.value;
}

/** The two labels that stand on every family about a user. */
export const USER_LABELS = [
  { name: 'account_id', of: ({ accountId }: { readonly accountId: string }) => accountId },
  { name: 'user', of: ({ user }: { readonly user: { readonly name: string } }) => user.name },
] as const;
