import type { FactName, FactValues } from './facts/catalogue.ts';
import type { UnixSeconds } from './time.ts';

export interface FactRequest {
  /** What is of a moment before this one is too old: ask for something newer, where that can be had. */
  readonly newerThan: UnixSeconds;
  /** When the exporter began to ask. */
  readonly askedAt: UnixSeconds;
  /** Bytes: a larger report is refused, before it is in memory. */
  readonly reportSizeLimit: number;
  /** Aborted at the deadline of the refresh and at shutdown. */
  readonly signal: AbortSignal;
}

/** Where a fact comes from. What it gives is read already; a credential report comes as bytes. */
export interface FactSource<Answer> {
  /**
   * The newest that can be had. A report may still be older than `newerThan`, as AWS hands out the same one for 4 hours.
   * Throws RefreshFailure, or the signal's reason when aborted.
   *
   * @param last what it gave last of the same account; undefined: nothing is kept of that. For sources that only ask for what is new.
   */
  fetch(request: FactRequest, last?: Answer): Promise<Answer>;
  /** A cheap look, every few seconds: has it changed since the last `fetch`? Sources that cannot tell leave it out. */
  hasChanged?(request: Pick<FactRequest, 'signal'>): Promise<boolean>;
}

export interface FetchedReport {
  /** The report as it came, undecoded. */
  readonly csv: Uint8Array;
  readonly generatedTime: UnixSeconds;
  /** Not AWS says so: the time is a file's, which may be that of an archive, or somebody wrote it into the configuration. */
  readonly isTimeUncertain?: boolean;
}

/** What the source of each fact gives. All but the report are of the moment at which the exporter asked. */
export type FetchedFact<Name extends FactName> = Name extends 'credential-report' ? FetchedReport : FactValues[Name];

/** The sources of one account, by the fact. One that is not there cannot be had, such as the settings behind a report file. */
export type AccountSources = { readonly [Name in FactName]?: FactSource<FetchedFact<Name>> };
