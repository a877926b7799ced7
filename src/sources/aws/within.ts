import type { Clock } from '../../model/clock.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { untilAborted } from './until-aborted.ts';

/**
 * The answer to a call that is given so many milliseconds, and whose connection is closed when they have passed. Throws
 * RefreshFailure then, and the signal's reason when aborted, both at once.
 */
export async function within<Answer>(
  ms: number,
  call: (signal: AbortSignal) => Promise<Answer>,
  clock: Pick<Clock, 'sleep'>,
  signal: AbortSignal,
): Promise<Answer> {
  signal.throwIfAborted();
  // Not AbortSignal.any: of each signal that it makes, the outer one keeps a trace for good.
  const connection = new AbortController();
  const ended = new AbortController();
  const late = clock.sleep(ms, ended.signal).then(() => {
    throw new RefreshFailure('timeout', `AWS did not answer within ${ms / 1000} s`);
  });
  try {
    return await untilAborted(Promise.race([call(connection.signal), late]), signal);
  } finally {
    ended.abort();
    // Of a call that has ended there is none any more.
    connection.abort();
  }
}
