/** How often AWS is asked of what has a rate of its own, such as the event history: so many requests a second for each account and region. */
import type { SteadyClock } from '../../model/clock.ts';

const SECOND_MS = 1_000;
/** After AWS has throttled: somebody else asks too, and both have the same limit. */
const SLOW_MS = 5 * 60_000;
const SLOWER = 2;

export interface Pace {
  /** Resolves when the next request of this bucket may begin, at once when aborted: look at the signal afterwards. */
  readonly turn: (bucket: string, signal: AbortSignal) => Promise<void>;
  /** The request begins, which may be later than its turn if it had to wait for a place: the next one keeps its distance. */
  readonly began: (bucket: string) => void;
  /** AWS has throttled: it is asked half as often for a while. */
  readonly throttled: (bucket: string) => void;
}

/** Of one bucket, in milliseconds of the clock. */
interface Bucket {
  readonly next: number;
  readonly slowUntil: number;
}

/** @param perSecond requests of each bucket. */
export function createPace(perSecond: number, clock: Pick<SteadyClock, 'passed' | 'sleep'>): Pace {
  const buckets = new Map<string, Bucket>();

  function bucketOf(name: string): Bucket {
    return buckets.get(name) ?? { next: 0, slowUntil: 0 };
  }

  function distance({ slowUntil }: Bucket): number {
    return (SECOND_MS / perSecond) * (clock.passed() < slowUntil ? SLOWER : 1);
  }

  function keepDistance(name: string, bucket: Bucket): void {
    buckets.set(name, { ...bucket, next: Math.max(bucket.next, clock.passed() + distance(bucket)) });
  }

  return {
    async turn(name, signal) {
      const bucket = bucketOf(name);
      const now = clock.passed();
      // By the turn and not by when it wakes up, or each request would be a little later than the rate allows.
      const at = Math.max(now, bucket.next);
      buckets.set(name, { ...bucket, next: at + distance(bucket) });
      await clock.sleep(at - now, signal);
    },
    began(name) {
      keepDistance(name, bucketOf(name));
    },
    throttled(name) {
      keepDistance(name, { ...bucketOf(name), slowUntil: clock.passed() + SLOW_MS });
    },
  };
}
