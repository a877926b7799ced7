/** Users whom the activity of an account names and whom the report, which is older, does not know yet. */
import { isCertain, type Sighting, sightingsByUser } from '../model/facts/activity.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import { type User, ROOT_USER_NAME } from '../model/facts/credential-report.ts';

/** An intruder's user need not wait hours for the next report to be found. Nothing is known of them but the name. */
export function newUsers({ activity, 'credential-report': { value, asOf } }: AccountFacts['facts']): User[] {
  if (activity === undefined) return [];
  const named = new Map<string, Sighting>();
  for (const [name, sightings] of sightingsByUser(activity.value)) {
    const first = name === '' || name === ROOT_USER_NAME ? undefined : firstAfter(sightings, asOf);
    if (first !== undefined) named.set(name, first);
  }
  if (named.size === 0) return [];
  // Made anew at each reading, and there may be tens of thousands.
  for (const { name } of value.users) named.delete(name);
  return [...named].map(([name, { time }]) => ({
    name,
    arn: `arn:${value.partition}:iam::${value.accountId}:user/${name}`,
    path: '/',
    created: time,
    password: {},
    accessKeys: [],
    signingCertificates: [],
  }));
}

/** A user whom the report does not name though it is newer is gone. */
function firstAfter(sightings: readonly Sighting[], asOf: number): Sighting | undefined {
  const after = sightings.filter((sighting) => isCertain(sighting) && sighting.time > asOf);
  return after.length === 0 ? undefined : after.reduce((one, other) => (other.time < one.time ? other : one));
}
