/** The names under which the accounts of an organization are shown: theirs need not be unique. */
import type { OrganizationAccount } from '../model/facts/organization.ts';

const LONGEST_NAME = 128;

/**
 * Of two with one name the one that joined first keeps it bare; the other one has its id behind it. It does not matter which of them is read, so
 * that no account is renamed when another one is left out.
 *
 * @param taken names of the configuration, which go before.
 */
export function memberNames(
  accounts: readonly OrganizationAccount[],
  taken: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const used = new Set(taken);
  const names = new Map<string, string>();
  for (const { id, name } of [...accounts].sort(byAge)) {
    const bare = withoutControls(name).slice(0, LONGEST_NAME) || id;
    let free = [bare, `${bare} (${id})`, id].find((each) => !used.has(each));
    // Whoever names accounts may have named others so; two with one name would make the page unreadable.
    for (let number = 2; free === undefined; number += 1)
      if (!used.has(`${id} (${number})`)) free = `${id} (${number})`;
    used.add(free);
    names.set(id, free);
  }
  return names;
}

function byAge(one: OrganizationAccount, other: OrganizationAccount): number {
  const [first = Infinity, second = Infinity] = [one.joined, other.joined];
  if (first !== second) return first - second;
  return one.id < other.id ? -1 : 1;
}

/** A label is one line. */
export function withoutControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, '').trim();
}
