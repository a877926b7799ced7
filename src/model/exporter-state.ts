import type { FailureReason } from './refresh-failure.ts';
import type { UnixSeconds } from './time.ts';

/** Calls to AWS, and how they can end; closed lists, as they are label values. */
export const AWS_OPERATIONS = ['GetCredentialReport', 'GenerateCredentialReport', 'AssumeRole'] as const;
export type AwsOperation = (typeof AWS_OPERATIONS)[number];

/** `no_report`: the report is missing, expired or still being made, which is an answer and not a fault. */
export const AWS_REQUEST_OUTCOMES = ['success', 'no_report', 'denied', 'throttled', 'error'] as const;
export type AwsRequestOutcome = (typeof AWS_REQUEST_OUTCOMES)[number];

/** What is known about the refreshes of one account. Absent: it has not happened yet. */
export interface AccountState {
  readonly name: string;
  /** Whether the last refresh succeeded. */
  readonly up?: boolean;
  /** Seconds that the last refresh took, good or not. */
  readonly refreshDuration?: number;
  readonly lastSuccess?: UnixSeconds;
  readonly nextRefresh?: UnixSeconds;
  readonly errors: Readonly<Record<FailureReason, number>>;
}

/** The exporter's own condition: what the metrics about itself are made of. */
export interface ExporterState {
  readonly version: string;
  readonly accounts: readonly AccountState[];
  readonly awsRequests: Readonly<Record<AwsOperation, Readonly<Record<AwsRequestOutcome, number>>>>;
  /** Series of the credential report's families in the last rendering. */
  readonly series: number;
  readonly configReload: { readonly successful: boolean; readonly lastSuccess: UnixSeconds };
}
