/**
 * One sweep that several accounts wait for at a time, so that what it costs does not grow with them. It goes on for as long as one of them
 * waits for it, and all who wait have its failure.
 */
import type { SteadyClock } from '../../model/clock.ts';
import type { UnixSeconds } from '../../model/time.ts';
import { endOrAbort } from './until-aborted.ts';

export interface SweepNeed {
  /** Since when all has to be read. */
  readonly from: UnixSeconds;
  /** Seconds since a sweep began: one that others waited for is good enough. */
  readonly maxAge: number;
}

/** Resolves when a sweep has ended, or when aborted. Throws what the sweep throws. */
export type SharedSweep = (need: SweepNeed, signal: AbortSignal) => Promise<void>;

export interface SharedSweepInput {
  /** @param from the earliest that somebody who waits needs. Once it is aborted nobody waits any more. */
  readonly run: (from: UnixSeconds, signal: AbortSignal) => Promise<void>;
  /** Whether all since then was read, by any sweep. */
  readonly isRead: (from: UnixSeconds) => boolean;
  readonly clock: Pick<SteadyClock, 'passed'>;
}

interface Sweep {
  readonly over: AbortController;
  readonly done: Promise<void>;
  waiting: number;
}

export function createSharedSweep({ run, isRead, clock }: SharedSweepInput): SharedSweep {
  const needs = new Set<SweepNeed>();
  let current: Sweep | undefined;
  /** Milliseconds; of the last one that ended well. */
  let lastBegun: number | undefined;

  function isMet({ from, maxAge }: SweepNeed): boolean {
    return lastBegun !== undefined && clock.passed() - lastBegun <= maxAge * 1000 && isRead(from);
  }

  async function runOnce(signal: AbortSignal): Promise<void> {
    const begun = clock.passed();
    await run(Math.min(...[...needs].map(({ from }) => from)), signal);
    if (!signal.aborted) lastBegun = begun;
  }

  function start(): Sweep {
    const over = new AbortController();
    const done = runOnce(over.signal).finally(() => {
      if (current === sweep) current = undefined;
    });
    const sweep: Sweep = { over, done, waiting: 0 };
    return sweep;
  }

  async function join(sweep: Sweep, signal: AbortSignal): Promise<void> {
    sweep.waiting += 1;
    try {
      await endOrAbort(sweep.done, signal);
    } finally {
      sweep.waiting -= 1;
      if (sweep.waiting === 0) {
        sweep.over.abort(signal.reason);
        if (current === sweep) current = undefined;
      }
    }
  }

  return async (need, signal) => {
    needs.add(need);
    try {
      if (isMet(need)) return;
      if (current !== undefined) {
        // It may have begun too long ago, or without what is needed.
        await join(current, signal);
        if (signal.aborted || isMet(need)) return;
      }
      current ??= start();
      await join(current, signal);
    } finally {
      needs.delete(need);
    }
  };
}
