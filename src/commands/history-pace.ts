/** How fast commands read the event history. */
import type { SteadyClock } from '../model/clock.ts';
import type { InPlace } from '../model/places.ts';
import { createPlaces } from '../refresh/places.ts';
import { createPace, type Pace } from '../sources/aws/pace.ts';

/** All that AWS grants to an account in a region: a person waits for the answer. Source: CloudTrail API reference, LookupEvents. */
const REQUESTS_PER_SECOND = 2;
/** Calls to CloudTrail in flight, of all accounts. */
const CALLS_IN_FLIGHT = 64;

/** One for all that a command asks. */
export function createHistoryPace(clock: SteadyClock): { readonly pace: Pace; readonly inPlace: InPlace } {
  return { pace: createPace(REQUESTS_PER_SECOND, clock), inPlace: createPlaces(CALLS_IN_FLIGHT, clock).inPlace };
}
