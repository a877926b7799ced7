import { backoff } from '../../model/backoff.ts';
import type { Clock } from '../../model/clock.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { toRefreshFailure } from './aws-failure.ts';

export interface Waiting {
  readonly clock: Clock;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
}

/** On top of the SDK's own quick retries: many accounts that start at once are throttled for longer than those last. */
const THROTTLED = { first: 2_000, max: 20_000, retries: 4 };

/** Calls AWS, and again while it throttles. Throws RefreshFailure, or the signal's reason when aborted. */
export async function patiently<Answer>(
  call: () => Promise<Answer>,
  waiting: Waiting,
  signal: AbortSignal,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await call();
    } catch (error) {
      signal.throwIfAborted();
      const failure = toRefreshFailure(error);
      const throttled = failure instanceof RefreshFailure && failure.reason === 'throttled';
      if (!throttled || attempt > THROTTLED.retries) throw failure;
    }
    await wait(waiting, backoff(attempt, THROTTLED, waiting.random), signal);
  }
}

export async function wait({ clock }: Waiting, ms: number, signal: AbortSignal): Promise<void> {
  await clock.sleep(ms, signal);
  signal.throwIfAborted();
}
