import { type Activity, isCertain } from './activity.ts';
import type { CredentialReport } from './credential-report.ts';

const lastKnown = new WeakMap<Activity, { readonly report: CredentialReport; readonly names: ReadonlySet<string> }>();

/**
 * The names in the events that are those of users, by the report or by an event that succeeded. No other one is shown or stored: in a sign-in that
 * failed may stand whatever somebody typed, such as a password.
 */
export function knownNames(activity: Activity, report: CredentialReport): ReadonlySet<string> {
  const last = lastKnown.get(activity);
  if (last?.report === report) return last.names;
  const names = new Set(activity.sightings.filter(isCertain).map(({ user }) => user));
  const doubtful = new Set(activity.sightings.map(({ user }) => user).filter((name) => !names.has(name)));
  // Users are made anew at each reading, and there may be tens of thousands.
  if (doubtful.size > 0) for (const { name } of report.users) if (doubtful.has(name)) names.add(name);
  lastKnown.set(activity, { report, names });
  return names;
}
