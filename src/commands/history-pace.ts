/** How fast the event history is read. */
import type { SteadyClock } from '../model/clock.ts';
import type { InPlace } from '../model/places.ts';
import { createPlaces } from '../refresh/places.ts';
import { createPace, type Pace } from '../sources/aws/pace.ts';

/** Requests a second that AWS grants to an account in a region: a person waits for the answer. Source: CloudTrail API reference, LookupEvents. */
export const ALL_OF_THE_RATE = 2;
/** For what goes on all day: people and other tools have the same limit. */
export const HALF_OF_THE_RATE = 1;
/** Calls to CloudTrail, of all accounts: each may take seconds, and a region has one at most. */
const CALLS_IN_FLIGHT = 64;

/**
 * One for all that is asked.
 *
 * @param perSecond requests in each account and region.
 */
export function createHistoryPace(
  clock: SteadyClock,
  perSecond: number,
): { readonly pace: Pace; readonly inPlace: InPlace } {
  return { pace: createPace(perSecond, clock), inPlace: createPlaces(CALLS_IN_FLIGHT, clock).inPlace };
}

/**
 * Each call leaves some 150 KB, which outlives the collections of young garbage, as AWS takes seconds to answer. V8 would let that grow to three
 * times what is in use.
 */
const CALLS_TO_COLLECTION = 128;

export function collectingGarbage(inPlace: InPlace, collect: () => void): InPlace {
  let calls = 0;
  return async (bucket, call) => {
    const answer = await inPlace(bucket, call);
    calls += 1;
    if (calls % CALLS_TO_COLLECTION === 0) collect();
    return answer;
  };
}
