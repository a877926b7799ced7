/** Accounts that a reload would take away: a file that was cut is mostly a good file with fewer of them. */
import { type Account, namedAccountId } from '../model/account.ts';
import { listedWords } from '../model/listed-words.ts';
import { sameAccounts } from '../model/same-accounts.ts';
import type { Config } from './config.ts';

type Accounts = Pick<Config, 'accounts' | 'organization' | 'expectedAccounts'>;

const LONGEST_NAME = 60;

/** An account under another name is still there, and one of the same name that is read in another way. */
export function accountsThatLeave(before: Accounts, after: Accounts): Account[] {
  const same = [...sameAccounts(before.accounts, after.accounts)];
  const stay = new Set(same.filter(([now, known]) => !isOfAnother(now, known)).map(([, known]) => known));
  return before.accounts.filter((account) => !stay.has(account));
}

/** Whether the roles of an entry, now and before, say that it is of another account. */
function isOfAnother(now: Account, known: Account): boolean {
  const [accountId, before] = [namedAccountId(now), namedAccountId(known)];
  return accountId !== undefined && before !== undefined && accountId !== before;
}

/** Why a configuration must not replace the one that runs; undefined: it may. */
export function lossRefusal(before: Accounts, after: Accounts): string | undefined {
  // The schema has compared the number with the list.
  if (after.expectedAccounts !== undefined) return undefined;
  if (before.expectedAccounts !== undefined) {
    return `the file may be cut, as the one before it had expectedAccounts: write expectedAccounts: ${after.accounts.length} as its last line if the rest is right`;
  }
  if (before.organization !== undefined && after.organization === undefined) {
    return `the file may be cut: it has no organization any more, whose accounts would leave; if that is right, write expectedAccounts: ${after.accounts.length} as its last line`;
  }
  // An account of AWS that the file does not list any more the organization may have.
  const mayLeave = ({ source }: Account) => after.organization === undefined || source === 'file';
  const listed = before.accounts.filter(mayLeave);
  const leaving = accountsThatLeave(before, after).filter(mayLeave);
  if (leaving.length * 2 <= listed.length) return undefined;
  const { length } = after.accounts;
  const kind = after.organization === undefined ? 'accounts' : 'report files';
  const what = `${leaving.length} of ${listed.length} ${kind} would leave, ${namesOf(leaving)}`;
  return `the file may be cut: ${what}; if that is right, write expectedAccounts: ${length} as its last line`;
}

/** As many as a line can hold: `"a", "b" and 28 more`. The names are labels on /metrics, and so no secrets. */
export function namesOf(accounts: readonly Account[]): string {
  return listedWords(accounts.map(({ name }) => `"${cut(name)}"`));
}

function cut(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}
