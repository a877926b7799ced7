import { type Account, sourceOf } from '../model/account.ts';
import type { AccountTasks } from './account-tasks.ts';

/**
 * Which of the accounts before a reload each account of the new configuration is: the one of the same source, whatever its name is
 * now; without such a one, the one of the same name, whose source has changed. An account that is none of them is new.
 */
export function matchEntries(
  before: Iterable<AccountTasks>,
  accounts: readonly Account[],
): ReadonlyMap<Account, AccountTasks> {
  const free = new Set(before);
  const matched = new Map<Account, AccountTasks>();
  const match = (isSame: (one: Account, other: Account) => boolean): void => {
    for (const account of accounts) {
      if (matched.has(account)) continue;
      const entry = [...free].find((other) => isSame(other.account, account));
      if (entry === undefined) continue;
      matched.set(account, entry);
      free.delete(entry);
    }
  };
  // Two entries may be one source that nobody has found out yet.
  match((one, other) => one.name === other.name && sourceOf(one) === sourceOf(other));
  match((one, other) => sourceOf(one) === sourceOf(other));
  match((one, other) => one.name === other.name);
  return matched;
}
