import type { UnixSeconds } from './time.ts';

export interface ReportRequest {
  /** A report generated before this moment is too old: ask for a new one. */
  readonly newerThan: UnixSeconds;
  /** Aborted at the deadline of the refresh and at shutdown. */
  readonly signal: AbortSignal;
}

export interface FetchedReport {
  /** The report as it came, undecoded. */
  readonly csv: Uint8Array;
  readonly generatedTime: UnixSeconds;
}

/** Where the report of one account comes from. */
export interface ReportSource {
  /**
   * The newest report that can be had; it may still be older than `newerThan`, as AWS hands out the same one for 4 hours.
   * Throws RefreshFailure, or the signal's reason when aborted.
   */
  fetch(request: ReportRequest): Promise<FetchedReport>;
  /** A cheap look, every few seconds: has the report changed since the last `fetch`? Sources that cannot tell leave it out. */
  hasChanged?(): Promise<boolean>;
}
