import type { Clock } from '../model/clock.ts';

/** A wrong permission must become visible on /metrics, and not stay hidden behind a Service without endpoints. */
const READY_AFTER_MS = 60_000;
/** The refresh loop turns every few seconds. */
const UNHEALTHY_AFTER_MS = 60_000;

export interface ProbesInput {
  readonly clock: Clock;
  readonly everyAccountTried: () => boolean;
  /** Whether /metrics shows everything that is known. */
  readonly pageIsCurrent: () => boolean;
  /** Unix milliseconds of the refresh loop's last turn. */
  readonly lastTurn: () => number;
}

export interface Probes {
  isReady(): boolean;
  isHealthy(): boolean;
}

/** Made at the start: ready once every account has been tried and the page shows it, or a minute has passed; and ready for good. */
export function createProbes({ clock, everyAccountTried, pageIsCurrent, lastTurn }: ProbesInput): Probes {
  const startedAt = clock.now();
  let ready = false;
  return {
    isReady() {
      ready ||= (everyAccountTried() && pageIsCurrent()) || clock.now() - startedAt >= READY_AFTER_MS;
      return ready;
    },
    isHealthy: () => clock.now() - lastTurn() < UNHEALTHY_AFTER_MS,
  };
}
