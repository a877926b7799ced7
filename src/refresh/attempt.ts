import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../model/clock.ts';
import type { FactRequest } from '../model/fact-source.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';

export interface Attempt<Answer> {
  readonly look: (request: FactRequest) => Promise<Answer>;
  /** Milliseconds: how old the fact may get. */
  readonly interval: number;
  /** Milliseconds: when to give up. */
  readonly timeout: number;
  /** What it is given up with. */
  readonly late: () => RefreshFailure;
  /** Bytes. */
  readonly reportSizeLimit: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Looks once at a source, with a deadline. Throws RefreshFailure, or the signal's reason when aborted. */
export async function attempt<Answer>({
  look,
  interval,
  timeout,
  late,
  reportSizeLimit,
  clock,
  ...outer
}: Attempt<Answer>): Promise<Answer> {
  const given = new AbortController();
  const ended = new AbortController();
  const { signal } = given;
  // Not AbortSignal.any: of each signal that it makes, the outer one keeps a trace for good.
  const giveUp = (): void => given.abort(outer.signal.reason);
  outer.signal.addEventListener('abort', giveUp, { once: true, signal: ended.signal });
  if (outer.signal.aborted) giveUp();
  void clock.sleep(timeout, ended.signal).then(() => {
    if (!ended.signal.aborted) given.abort(late());
  });
  try {
    const askedAt = clock.now() / 1000;
    const looking = look({ newerThan: askedAt - interval / 1000, askedAt, reportSizeLimit, signal });
    // A source may be stuck in a call that does not know the signal, such as a credential provider of the SDK.
    return await Promise.race([looking, rejectionOf(signal, ended.signal)]);
  } catch (error) {
    outer.signal.throwIfAborted();
    // A source may know why it is late, such as that AWS throttles.
    if (!(error instanceof RefreshFailure)) signal.throwIfAborted();
    throw error;
  } finally {
    ended.abort();
  }
}

/** @param ended ends the listening: a signal whose listeners stay keeps the whole report in memory. */
async function rejectionOf(signal: AbortSignal, ended: AbortSignal): Promise<never> {
  if (!signal.aborted) {
    await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true, signal: ended }));
  }
  // One that knows the signal comes first.
  await setImmediate();
  throw signal.reason;
}
