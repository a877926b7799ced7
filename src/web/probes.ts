import type { LastRendering } from '../exposition/exposition.ts';
import type { SteadyClock } from '../model/clock.ts';

/** A wrong permission must become visible on /metrics, and not stay hidden behind a Service without endpoints. */
const READY_DESPITE_FAILURES_AFTER_MS = 60_000;
/** The refresh loop turns every few seconds. */
const LONGEST_TURN_MS = 60_000;
/** The page is rendered at least once a minute. */
const LONGEST_GAP_MS = 180_000;
/** A large page takes seconds, on a small share of a processor some tens of them. */
const LONGEST_RENDERING_MS = 300_000;

export interface ProbesInput {
  readonly clock: SteadyClock;
  /** How many accounts have no report: because they failed, or because they wait for their turn or an answer. */
  readonly unread: () => { readonly failed: number; readonly waiting: number };
  /** Whether /metrics shows everything that is known. */
  readonly pageIsCurrent: () => boolean;
  /** When the refresh loop turned last, in milliseconds of the clock's `passed`. */
  readonly lastTurn: () => number;
  readonly lastRendering: () => LastRendering;
}

export type StandingStill = 'the refresh loop' | 'the rendering of the page';

export interface Probes {
  isReady(): boolean;
  /** What has stood still for so long that only a restart helps; undefined: all goes on. */
  standsStill(): StandingStill | undefined;
}

/**
 * Made at the start. Ready once the page shows every account, or a minute later those that could be read, if the others have failed:
 * a rollout must not trade a pod with facts for one that still waits for them. Once ready it is ready for good.
 */
export function createProbes({ clock, unread, pageIsCurrent, lastTurn, lastRendering }: ProbesInput): Probes {
  const startedAt = clock.passed();
  let ready = false;
  return {
    isReady() {
      const { failed, waiting } = unread();
      const mayHaveFailed = clock.passed() - startedAt >= READY_DESPITE_FAILURES_AFTER_MS;
      ready ||= waiting === 0 && (failed === 0 || mayHaveFailed) && pageIsCurrent();
      return ready;
    },
    standsStill() {
      if (clock.passed() - lastTurn() >= LONGEST_TURN_MS) return 'the refresh loop';
      const { underWay, milliseconds } = lastRendering();
      if (milliseconds >= (underWay ? LONGEST_RENDERING_MS : LONGEST_GAP_MS)) return 'the rendering of the page';
      return undefined;
    },
  };
}
