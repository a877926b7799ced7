import type { StandardStream } from '../cli/standard-stream.ts';
import type { Printer } from '../cli/print.ts';
import type { SteadyClock } from '../model/clock.ts';
import type { Environment } from '../model/environment.ts';
import type { Signals } from './signals.ts';

/** What main.ts reads of the world around. */
export interface World extends Signals {
  /** Of the command line, without node and the script. */
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly version: string;
  readonly clock: SteadyClock;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  /** Opens it: only who reads it asks for it. */
  readonly standardInput: () => AsyncIterable<Uint8Array>;
  readonly standardOutput: StandardStream;
  readonly standardError: StandardStream;
  /** Gives memory back that nothing uses any more. */
  readonly collectGarbage: () => void;
  /** Calls back for each warning of Node.js, which would stand among the lines of the log. */
  readonly onWarning: (callback: (warning: Error) => void) => void;
  /** Calls back instead of printing for each line of a library that prints: the AWS SDK does where it has no logger. */
  readonly onConsole: (callback: (line: unknown) => void) => void;
}

/** The same with words for people, as a command gets it. */
export interface Outside extends World, Printer {
  /** Sets what is done and waited for before the process ends, also when a signal ends a command that does not end by itself. */
  readonly atEnd: (callback: () => Promise<void>) => void;
}
