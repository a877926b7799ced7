import { isCertain, type Sighting } from '../../model/facts/activity.ts';
import type { UnixSeconds } from '../../model/time.ts';

/** More than any account should come to: a user has a few. */
const MOST = 20_000;

export interface NewestSightings {
  readonly add: (sighting: Sighting) => void;
  /** Those of `since` or later. */
  readonly list: (since: UnixSeconds) => readonly Sighting[];
}

/** The newest of each kind, user and maker: however often and in which order the same event is read, it comes to the same. */
export function createNewestSightings(known: readonly Sighting[]): NewestSightings {
  const newest = new Map<string, Sighting>();
  const add = (sighting: Sighting): void => {
    const { kind, user, maker, time } = sighting;
    const key = JSON.stringify([kind, user, maker?.kind, maker?.name]);
    const before = newest.get(key);
    if (before === undefined || before.time < time) newest.set(key, sighting);
  };
  for (const sighting of known) add(sighting);
  return {
    add,
    list(since) {
      const recent = [...newest.values()].filter(({ time }) => time >= since);
      return recent.length <= MOST ? recent : recent.sort(byWorth).slice(0, MOST);
    },
  };
}

/** Anybody who knows the address of the sign-in page can fail there: that must not push out what happened. */
function byWorth(one: Sighting, other: Sighting): number {
  return Number(isCertain(other)) - Number(isCertain(one)) || other.time - one.time;
}
