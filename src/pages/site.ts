import type { UnixSeconds } from '../model/time.ts';

/** What every page says of the exporter. */
export interface Site {
  readonly version: string;
  readonly telemetryPath: string;
  /** What ages are counted to. */
  readonly now: UnixSeconds;
  /** When the policy was applied to what the pages show; undefined: not yet. */
  readonly moment: UnixSeconds | undefined;
  /** How many accounts there are to read, and how many of them have no report yet. */
  readonly accounts: number;
  readonly unread: number;
}
