import type { Clock } from '../model/clock.ts';

/** What main.ts reads of the world around, and hands on to a command. */
export interface Outside {
  readonly version: string;
  readonly clock: Clock;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  /** Each resolves once all of the text is out. */
  readonly printOut: (text: string) => Promise<void>;
  readonly printError: (text: string) => Promise<void>;
  /** Gives memory back that nothing uses any more. */
  readonly collectGarbage: () => void;
  /** From now on SIGTERM and SIGINT end nothing but abort this signal. */
  readonly stopSignal: () => AbortSignal;
  /** Calls back at each SIGHUP. */
  readonly onHangUp: (callback: () => void) => void;
  /** Calls back for each warning of Node.js, which would stand among the lines of the log. */
  readonly onWarning: (callback: (warning: Error) => void) => void;
}
