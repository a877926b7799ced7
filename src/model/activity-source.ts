/** Where records of CloudTrail come from, whichever of the three ways: the event history, CloudWatch Logs, or Athena. */
import type { UnixSeconds } from './time.ts';

/** Whose events. A source asks for as few records as it can; which of them are meant is decided when they are read. */
export type ActivitySubject =
  | { readonly of: 'user'; readonly name: string }
  /** An ARN is of that role only; a name is of every role that is called so, whatever its path. */
  | { readonly of: 'role'; readonly name: string; readonly arn?: string }
  /** The name of a role's session. */
  | { readonly of: 'session'; readonly name: string }
  | { readonly of: 'key'; readonly id: string }
  | { readonly of: 'root' }
  /** What was done to a user, a key or the like, by any caller. */
  | { readonly of: 'target'; readonly name: string }
  | { readonly of: 'anybody' };

export interface ActivityQuestion {
  readonly subject: ActivitySubject;
  /** Names such as `CreateAccessKey`. Empty: any. */
  readonly events: readonly string[];
  /** Both ends count. `to` is never later than now. */
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  /** 12 digits: only what CloudTrail recorded in this account. Absent: all accounts whose records the source has. */
  readonly accountId?: string;
  /** Ids of accounts whose records should be there, where the question is not of one. */
  readonly expectedAccounts?: readonly string[];
  /** Absent: all regions whose records the source has. */
  readonly regions?: readonly string[];
}

/** How far a source looked in a region of an account. */
export interface ActivityCoverage {
  /** 12 digits; absent: all accounts whose records the source has. */
  readonly accountId?: string;
  /** Absent: all regions whose records the source has, where it does not know which these are. */
  readonly region?: string;
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
  /** Why not all of it was read, in words. Absent: it was, to the end. */
  readonly incomplete?: string;
}

export interface ActivitySearch {
  /**
   * Records as CloudTrail wrote them, parsed; in no order across regions. Never throws for a region or account that could not be
   * read: that is said in the coverage. Throws the signal's reason when aborted.
   */
  readonly records: AsyncIterable<unknown>;
  /** To be asked when the records have ended. */
  readonly coverage: () => readonly ActivityCoverage[];
}

/** How far a search is, for people who wait. */
export interface ActivityProgress {
  readonly requests: number;
  readonly records: number;
  /** Seconds that AWS was waited for because it throttled. */
  readonly throttled: number;
  /** Bytes that Athena read for it, by which AWS charges. */
  readonly scannedBytes?: number;
}

export interface ActivitySource {
  readonly search: (
    question: ActivityQuestion,
    options: { readonly signal: AbortSignal; readonly onProgress?: (progress: ActivityProgress) => void },
  ) => ActivitySearch;
}
