import type { UnixSeconds } from './time.ts';

/** Time as the program sees it. main.ts brings the real one; a test brings one that it moves. */
export interface Clock {
  /** Milliseconds since the Unix epoch. */
  now(): number;
  /** Resolves after `ms` milliseconds, or at once when `signal` aborts: look at the signal afterwards. Never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

export interface SteadyClock extends Clock {
  /** Milliseconds that have passed since some moment, whatever is done to the clock meanwhile. */
  passed(): number;
}

export function unixSeconds(clock: Clock): UnixSeconds {
  return clock.now() / 1000;
}
