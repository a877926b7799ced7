import pLimit, { type LimitFunction } from 'p-limit';
import type { Clock } from '../model/clock.ts';
import type { InPlace } from '../model/places.ts';

/** After it a call makes room for others, as far as there is room for slow ones: AWS answers most calls within a fraction of it. */
const SLOW_AFTER_MS = 1_000;
/** A call that hangs goes on without a place: others must not wait for it. */
const LONGEST_HOLD_MS = 60_000;

export interface Places {
  readonly inPlace: InPlace;
  setSize(size: number): void;
}

/**
 * Places for calls that have just begun, and as many for slow ones, so that a few accounts that do not answer keep none of the others
 * unread.
 *
 * @param size of either.
 */
export function createPlaces(size: number, clock: Clock): Places {
  const places = pLimit(size);
  const slowPlaces = pLimit(size);
  const ofAccount = new Map<string, LimitFunction>();

  /** Resolves once the call has its answer or holds no place any more. */
  async function inAnyPlace<Answer>(call: () => Promise<Answer>): Promise<{ answer: Promise<Answer> }> {
    const { answer, done } = await places(async () => {
      const answer = call();
      const ended = new AbortController();
      const done = Promise.race([
        answer.catch(() => undefined).finally(() => ended.abort()),
        clock.sleep(LONGEST_HOLD_MS, ended.signal),
      ]);
      await clock.sleep(SLOW_AFTER_MS, ended.signal);
      if (!ended.signal.aborted) await Promise.race([done, moveToSlow(done)]);
      return { answer, done };
    });
    await done;
    return { answer };
  }

  /** Resolves once there is a slow place, which is held until `done`. */
  function moveToSlow(done: Promise<unknown>): Promise<void> {
    return new Promise((resolve) => {
      void slowPlaces(() => {
        resolve();
        return done;
      });
    });
  }

  return {
    async inPlace(account, call) {
      const own = ofAccount.get(account) ?? pLimit(1);
      ofAccount.set(account, own);
      const { answer } = await own(() => inAnyPlace(call));
      if (own.activeCount + own.pendingCount === 0) ofAccount.delete(account);
      return answer;
    },
    setSize(next) {
      places.concurrency = next;
      slowPlaces.concurrency = next;
    },
  };
}
