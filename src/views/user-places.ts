import { isRoot, type User, type Users } from '../model/facts/credential-report.ts';

/** In the order of the report. */
export function namesOf(users: Users): readonly string[] {
  return users.names ?? Array.from(users, ({ name }) => name);
}

/** Those of these names, without making the others. */
export function findUsers(users: Users, wanted: ReadonlySet<string>): ReadonlyMap<string, User> {
  const found = new Map<string, User>();
  for (const [place, name] of namesOf(users).entries()) {
    const user = wanted.has(name) ? users.at(place) : undefined;
    if (user !== undefined) found.set(name, user);
  }
  return found;
}

/** Where in a report a user is. */
export interface UserPlace<Account> {
  readonly account: Account;
  readonly place: number;
  readonly name: string;
}

/** @param named false: root only. */
export function* userPlaces<Account>(account: Account, users: Users, named: boolean): Generator<UserPlace<Account>> {
  for (const [place, name] of namesOf(users).entries()) if (named || isRoot({ name })) yield { account, place, name };
}
