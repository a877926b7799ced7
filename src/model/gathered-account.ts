import type { Account } from './account.ts';
import type { AccountFacts } from './facts/account-facts.ts';
import type { FactName } from './facts/catalogue.ts';
import type { RefreshFailure } from './refresh-failure.ts';

/** How asking an account once for all its facts went. */
export interface GatheredAccount {
  readonly account: Account;
  /** Absent: there is no report, and one of the failures says why. */
  readonly facts?: AccountFacts;
  readonly failures: readonly { readonly fact: FactName; readonly failure: RefreshFailure }[];
}
