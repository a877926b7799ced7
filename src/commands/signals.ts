/**
 * The signals that a supervisor or a terminal sends. main.ts imports this before anything that takes time to load, as a signal that
 * nobody listens to ends the process.
 */
export type StopSignal = 'SIGTERM' | 'SIGINT' | 'SIGHUP';

/** What a shell calls the end by a signal is 128 and its number. */
export const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const satisfies Record<StopSignal, number>;

/** npm passes a Ctrl-C on, which the terminal has sent to the exporter too. */
const ONE_KEY_MS = 500;

export interface Signals {
  /** Aborts with the first SIGTERM or SIGINT, whose name is its reason. */
  readonly stop: AbortSignal;
  /** From now on calls back at each SIGHUP, and at once if one has come already. */
  readonly onHangUp: (callback: () => void) => void;
}

/** @param endAtOnce called at the second SIGTERM or SIGINT. */
export function catchSignals(process: NodeJS.Process, endAtOnce: (signal: StopSignal) => void): Signals {
  const stop = new AbortController();
  let stoppedAt = 0;
  let hangUp: (() => void) | undefined;
  let hungUp = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      const again = stop.signal.aborted;
      if (!again) stoppedAt = performance.now();
      else if (signal === 'SIGTERM' || performance.now() - stoppedAt > ONE_KEY_MS) endAtOnce(signal);
      stop.abort(signal);
    });
  }
  process.on('SIGHUP', () => {
    if (hangUp === undefined) hungUp = true;
    else hangUp();
  });
  return {
    stop: stop.signal,
    onHangUp(callback) {
      hangUp = callback;
      if (hungUp) callback();
      hungUp = false;
    },
  };
}
