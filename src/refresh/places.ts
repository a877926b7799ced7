import pLimit, { type LimitFunction } from 'p-limit';
import type { Clock } from '../model/clock.ts';
import type { InPlace } from '../model/places.ts';

/** A call that hangs goes on without its place: others must not wait for it. */
const LONGEST_HOLD_MS = 60_000;

export interface Places {
  readonly inPlace: InPlace;
  setSize(size: number): void;
}

/** @param size calls in flight at a time. */
export function createPlaces(size: number, clock: Clock): Places {
  const places = pLimit(size);
  const ofAccount = new Map<string, LimitFunction>();

  async function hold<Answer>(call: () => Promise<Answer>): Promise<{ answer: Promise<Answer> }> {
    const answer = call();
    const ended = new AbortController();
    await Promise.race([answer.catch(() => undefined), clock.sleep(LONGEST_HOLD_MS, ended.signal)]);
    ended.abort();
    return { answer };
  }

  return {
    async inPlace(account, call) {
      const own = ofAccount.get(account) ?? pLimit(1);
      ofAccount.set(account, own);
      const { answer } = await own(() => places(() => hold(call)));
      if (own.activeCount + own.pendingCount === 0) ofAccount.delete(account);
      return answer;
    },
    setSize(next) {
      places.concurrency = next;
    },
  };
}
