import type { Account } from '../model/account.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import { duplicateAccount } from './failures.ts';

interface Entry {
  readonly account: Account;
}

/** Of two entries that turn out to be one account, the first in the configuration is it; why `own` is not; undefined: it is. */
export function secondEntry<Of extends Entry>(
  own: Of,
  accountId: string,
  entries: readonly Of[],
  accountIdOf: (entry: Of) => string | undefined,
): RefreshFailure | undefined {
  const first = entries.find((entry) => entry === own || accountIdOf(entry) === accountId);
  return first === undefined || first === own ? undefined : duplicateAccount(accountId, first.account);
}
