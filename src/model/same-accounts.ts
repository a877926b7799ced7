import { type Account, namedAccountId, placeOf, sourceOf } from './account.ts';

/**
 * Which of the accounts before a reload each account of the new configuration is: the one of the same source, whatever its name is
 * now; without such a one, the one of the same role or file, then the one of the same id, and then the one of the same name. An account that is none of them is
 * new, and one before that is none of the new ones leaves.
 */
export function sameAccounts(before: readonly Account[], after: readonly Account[]): ReadonlyMap<Account, Account> {
  const free = new Set(before);
  const same = new Map<Account, Account>();
  const pair = (keyOf: (account: Account) => string | undefined): void => {
    const byKey = new Map([...free].map((account) => [keyOf(account), account]));
    for (const account of after) {
      const key = keyOf(account);
      const found = key === undefined ? undefined : byKey.get(key);
      if (found === undefined || same.has(account) || !free.delete(found)) continue;
      same.set(account, found);
    }
  };
  // Two entries may be one source that nobody has found out yet.
  pair((account) => JSON.stringify([account.name, sourceOf(account)]));
  pair(sourceOf);
  pair(placeOf);
  pair(namedAccountId);
  pair(({ name }) => name);
  return same;
}
