import { backoff } from '../../model/backoff.ts';
import type { Clock } from '../../model/clock.ts';
import { failureReason, toRefreshFailure } from './aws-failure.ts';
import { type LastAnswer, noteAnswers } from './last-answer.ts';
import { untilAborted } from './until-aborted.ts';

export interface Waiting {
  readonly clock: Clock;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  /** AWS has throttled, and is asked again after a wait. */
  readonly onThrottled?: () => void;
}

/** On top of the SDK's own quick retries: many accounts that start at once are throttled for longer than those last. */
const THROTTLED = { first: 2_000, max: 20_000, retries: 4 };

/** Calls AWS, and again while it throttles. Throws RefreshFailure; when aborted the last one if AWS throttled, else the signal's reason. */
export async function patiently<Answer>(
  call: () => Promise<Answer>,
  waiting: Waiting,
  signal: AbortSignal,
): Promise<Answer> {
  const last: LastAnswer = {};
  for (let attempt = 1; !signal.aborted; attempt += 1) {
    try {
      return await untilAborted(noteAnswers(last, call), signal);
    } catch (error) {
      if (isAborted(signal)) break;
      const failure = toRefreshFailure(error, waiting.clock.now());
      if (failureReason(failure) !== 'throttled' || attempt > THROTTLED.retries) throw failure;
    }
    waiting.onThrottled?.();
    await waiting.clock.sleep(backoff(attempt, THROTTLED, waiting.random), signal);
  }
  // It is not late by itself.
  throw last.throttle === undefined ? signal.reason : toRefreshFailure(last.throttle, waiting.clock.now());
}

/** It may have been aborted since it was last looked at, which the types do not know. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

export async function wait({ clock }: Waiting, ms: number, signal: AbortSignal): Promise<void> {
  await clock.sleep(ms, signal);
  signal.throwIfAborted();
}
