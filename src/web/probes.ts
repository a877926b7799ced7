import type { Clock } from '../model/clock.ts';

/** A wrong permission must become visible on /metrics, and not stay hidden behind a Service without endpoints. */
const READY_DESPITE_FAILURES_AFTER_MS = 60_000;
/** The refresh loop turns every few seconds. */
const UNHEALTHY_AFTER_MS = 60_000;

export interface ProbesInput {
  readonly clock: Clock;
  /** How many accounts have no report: because they failed, or because they wait for their turn or an answer. */
  readonly unread: () => { readonly failed: number; readonly waiting: number };
  /** Whether /metrics shows everything that is known. */
  readonly pageIsCurrent: () => boolean;
  /** Unix milliseconds of the refresh loop's last turn. */
  readonly lastTurn: () => number;
}

export interface Probes {
  isReady(): boolean;
  isHealthy(): boolean;
}

/**
 * Made at the start. Ready once the page shows every account, or a minute later those that could be read, if the others have failed:
 * a rollout must not trade a pod with facts for one that still waits for them. Once ready it is ready for good.
 */
export function createProbes({ clock, unread, pageIsCurrent, lastTurn }: ProbesInput): Probes {
  const startedAt = clock.now();
  let ready = false;
  return {
    isReady() {
      const { failed, waiting } = unread();
      const mayHaveFailed = clock.now() - startedAt >= READY_DESPITE_FAILURES_AFTER_MS;
      ready ||= waiting === 0 && (failed === 0 || mayHaveFailed) && pageIsCurrent();
      return ready;
    },
    isHealthy: () => clock.now() - lastTurn() < UNHEALTHY_AFTER_MS,
  };
}
