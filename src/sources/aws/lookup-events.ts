/** The event history of an account in one region, page by page. */
import type { LookupAttribute, LookupEventsCommandOutput, LookupEventsRequest } from '@aws-sdk/client-cloudtrail';
import { backoff } from '../../model/backoff.ts';
import type { SteadyClock } from '../../model/clock.ts';
import type { InPlace } from '../../model/places.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import type { UnixSeconds } from '../../model/time.ts';
import { failureReason, toRefreshFailure } from './aws-failure.ts';
import type { LookUpPage } from './history-client.ts';
import type { Pace } from './pace.ts';
import type { SearchProgress } from './search-progress.ts';
import { tokenPages } from './token-pages.ts';
import { within } from './within.ts';

/** AWS gives no more on a page. */
const PAGE = 50;

/** AWS has been seen to take 4 s on average in us-east-1, and 35 s at worst. */
const CALL_MS = 60_000;

/** Some two minutes. All programs that ask for events of the account and region share one limit. */
const THROTTLED = { first: 1_000, max: 20_000, retries: 9 };
/** A connection that breaks, or a fault of AWS: the SDK's own retries are off, as they would not wait for their turn. */
const BROKEN = { first: 1_000, max: 4_000, retries: 2 };

export interface Lookups {
  readonly lookUpPage: LookUpPage;
  /** The account and region: what has a rate of its own, and one place at a time. */
  readonly bucket: string;
  readonly pace: Pace;
  readonly inPlace: InPlace;
  readonly clock: SteadyClock;
  readonly progress: SearchProgress;
}

export interface Lookup {
  /** undefined: all events. */
  readonly attribute: LookupAttribute | undefined;
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
}

export interface LookupPage {
  /** Each event as JSON; undefined: AWS gave none. */
  readonly texts: readonly (string | undefined)[];
  /** Of the oldest event so far; undefined: there was none. */
  readonly oldest: UnixSeconds | undefined;
}

/**
 * The pages, newest events first. Throws RefreshFailure where not all of them could be read, or the signal's reason.
 * Source: CloudTrail API reference, LookupEvents.
 */
export async function* lookUpEvents(
  lookups: Lookups,
  { attribute, from, to }: Lookup,
  signal: AbortSignal,
): AsyncGenerator<LookupPage> {
  const request: LookupEventsRequest = {
    ...(attribute !== undefined && { LookupAttributes: [attribute] }),
    StartTime: new Date(from * 1000),
    // Always, or now would move between the pages.
    EndTime: new Date(to * 1000),
    MaxResults: PAGE,
  };
  const pages = tokenPages(
    // Nothing but the token differs from page to page, or AWS would not take it.
    (token) => ask(lookups, { ...request, ...(token !== undefined && { NextToken: token }) }, signal),
    ({ Events: events, NextToken: token }) => ({ token, saysNothing: events === undefined }),
  );
  let oldest: Date | undefined;
  for await (const { Events: events = [] } of pages) {
    oldest = events.at(-1)?.EventTime ?? oldest;
    yield { texts: events.map((event) => event.CloudTrailEvent), oldest: oldest && oldest.getTime() / 1000 };
  }
}

/** One page, asked for again while AWS throttles and when the connection breaks. */
async function ask(
  lookups: Lookups,
  request: LookupEventsRequest,
  signal: AbortSignal,
): Promise<LookupEventsCommandOutput> {
  const { bucket, pace, clock, progress } = lookups;
  const { waiting, onRequest } = progress;
  for (let throttled = 0, broken = 0; ;) {
    await pace.turn(bucket, signal);
    signal.throwIfAborted();
    onRequest();
    try {
      return await send(lookups, request, signal);
    } catch (error) {
      signal.throwIfAborted();
      const failure = toRefreshFailure(error, clock.now());
      if (failureReason(failure) === 'throttled' && throttled < THROTTLED.retries) {
        throttled += 1;
        pace.throttled(bucket);
        await waiting.clock.sleep(backoff(throttled, THROTTLED, waiting.random), signal);
      } else if (isBroken(error) && broken < BROKEN.retries) {
        broken += 1;
        await clock.sleep(backoff(broken, BROKEN, waiting.random), signal);
      } else {
        throw failure;
      }
    }
  }
}

async function send(
  { lookUpPage, bucket, pace, inPlace, clock }: Lookups,
  request: LookupEventsRequest,
  signal: AbortSignal,
): Promise<LookupEventsCommandOutput> {
  return inPlace(bucket, () => {
    pace.began(bucket);
    return within(CALL_MS, (connection) => lookUpPage(request, connection), clock, signal);
  });
}

/** Not a page of a proxy, which is a RefreshFailure from the start and would come again. */
function isBroken(error: unknown): boolean {
  if (error instanceof RefreshFailure) return false;
  const { $metadata: { httpStatusCode: status = 0 } = {} } = error as {
    $metadata?: { httpStatusCode?: number };
  };
  return failureReason(error) === 'network' || status >= 500;
}
