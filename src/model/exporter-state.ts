import type { FactName } from './facts/fact-name.ts';
import type { FailureReason } from './refresh-failure.ts';
import type { UnixSeconds } from './time.ts';

/** Calls to AWS, and how they can end; closed lists, as they are label values. */
export const AWS_OPERATIONS = ['GetCredentialReport', 'GenerateCredentialReport', 'AssumeRole'] as const;
export type AwsOperation = (typeof AWS_OPERATIONS)[number];

/** `no_report`: the report is missing, expired or still being made, which is an answer and not a fault. */
export const AWS_REQUEST_OUTCOMES = ['success', 'no_report', 'denied', 'throttled', 'error'] as const;
export type AwsRequestOutcome = (typeof AWS_REQUEST_OUTCOMES)[number];

/** What is known about the refreshes of one fact of one account. Absent: it has not happened yet. */
export interface FactState {
  readonly accountName: string;
  readonly fact: FactName;
  /** Whether the last refresh succeeded. */
  readonly up?: boolean;
  /** The moment that the served fact is of: for the credential report, when AWS generated it. */
  readonly timestamp?: UnixSeconds;
  /** Seconds: how old the fact may get before the next refresh is due. */
  readonly refreshInterval: number;
  /** Seconds that the last refresh took, good or not. */
  readonly refreshDuration?: number;
  readonly lastSuccess?: UnixSeconds;
  readonly nextRefresh?: UnixSeconds;
  readonly errors: Readonly<Record<FailureReason, number>>;
}

/** The exporter's own condition: what the metrics about itself are made of. */
export interface ExporterState {
  readonly version: string;
  readonly facts: readonly FactState[];
  readonly awsRequests: Readonly<Record<AwsOperation, Readonly<Record<AwsRequestOutcome, number>>>>;
  /** Series of the credential report's families in the last rendering. */
  readonly series: number;
  readonly configReload: { readonly successful: boolean; readonly lastSuccess: UnixSeconds };
}
