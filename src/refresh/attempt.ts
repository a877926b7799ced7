import type { Clock } from '../model/clock.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';
import type { Look, Looked } from './look.ts';

export interface Attempt {
  readonly fact: FactName;
  readonly look: Look;
  /** Milliseconds: how old the fact may get. */
  readonly interval: number;
  /** Milliseconds: when to give up. */
  readonly timeout: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** Looks once at a source, with a deadline. Throws RefreshFailure, or the signal's reason when aborted. */
export async function attempt({ fact, look, interval, timeout, clock, ...outer }: Attempt): Promise<Looked> {
  const deadline = new AbortController();
  const ended = new AbortController();
  const signal = AbortSignal.any([outer.signal, deadline.signal]);
  void clock.sleep(timeout, ended.signal).then(() => {
    if (ended.signal.aborted) return;
    deadline.abort(new RefreshFailure('timeout', `${fact} was not there after ${timeout / 1000} s`));
  });
  try {
    const looking = look({ newerThan: (clock.now() - interval) / 1000, signal });
    // A source may be stuck in a call that does not know the signal, such as a credential provider of the SDK.
    return await Promise.race([looking, rejectionOf(signal, ended.signal)]);
  } catch (error) {
    signal.throwIfAborted();
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
  throw signal.reason;
}
