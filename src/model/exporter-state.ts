import { FACTS, type FactName } from './facts/catalogue.ts';
import { ORGANIZATION_FACTS, type OrganizationFactName } from './facts/organization.ts';
import type { Outsider } from './members.ts';
import type { FailureReason } from './refresh-failure.ts';
import type { UnixSeconds } from './time.ts';

const DECLARED = [...FACTS, ...ORGANIZATION_FACTS] as const;

/** Calls that lead to an account, whichever facts are read of it. */
export const WAY_OPERATIONS = ['AssumeRole', 'GetCallerIdentity'] as const;

/** Calls to AWS, and how they can end; closed lists, as they are label values. Each fact declares its own calls. */
export type AwsOperation = (typeof DECLARED)[number]['operations'][number] | (typeof WAY_OPERATIONS)[number];
export const AWS_OPERATIONS: readonly AwsOperation[] = [
  ...new Set([...DECLARED.flatMap(({ operations }): readonly AwsOperation[] => operations), ...WAY_OPERATIONS]),
];

/** `no_report`: the report is missing, expired or still being made, which is an answer and not a fault. */
export const AWS_REQUEST_OUTCOMES = ['success', 'no_report', 'denied', 'throttled', 'error'] as const;
export type AwsRequestOutcome = (typeof AWS_REQUEST_OUTCOMES)[number];

/** What is known about the refreshes of one fact of one account. Absent: it has not happened yet. */
export interface FactState {
  /** Empty for a fact that is of no account. */
  readonly accountName: string;
  readonly fact: FactName | OrganizationFactName;
  /** The account is new and its role is still to come: no refresh has succeeded, and none counts as failed. */
  readonly isPending?: boolean;
  /** Whether the last refresh succeeded. */
  readonly up?: boolean;
  /** The moment that the served fact is of. */
  readonly timestamp?: UnixSeconds;
  /** Seconds: how old the fact may get. */
  readonly refreshInterval: number;
  /** Seconds that the last refresh took, good or not. */
  readonly refreshDuration?: number;
  readonly lastSuccess?: UnixSeconds;
  readonly nextRefresh?: UnixSeconds;
  /** Why the last refresh failed; absent after a good one. */
  readonly failure?: { readonly reason: FailureReason; readonly message: string };
  readonly errors: Readonly<Record<FailureReason, number>>;
}

/** The accounts of the organization that belong to this shard. */
export interface OrganizationState {
  /** Whether a list is there. */
  readonly isListed: boolean;
  /** How many it reads, */
  readonly members: number;
  /** waits for the role of, as they are new, */
  readonly pending: number;
  /** or waits for the tags of. */
  readonly waiting: number;
  readonly outside: readonly Outsider[];
  /** The units above each account that it reads, of those whose units are known. */
  readonly units: readonly AccountUnits[];
}

export interface AccountUnits {
  readonly accountId: string;
  readonly accountName: string;
  /** Ids of organizational units, outermost first. */
  readonly units: readonly string[];
}

/** An account, whichever shard reads it. */
export interface ShardMember {
  /** Absent: no entry says it, and this exporter has no report of the account. */
  readonly accountId?: string;
  readonly accountName: string;
  /** Which shard reads it, from 0. */
  readonly shard: number;
}

/** The exporter's own condition: what the metrics about itself are made of. */
export interface ExporterState {
  readonly version: string;
  /** Of each account in the order of the configuration, and of each fact that is asked for in it. */
  readonly facts: readonly FactState[];
  /** Absent: the configuration has no organization. */
  readonly organization?: OrganizationState;
  /** All accounts, on every shard. */
  readonly members: readonly ShardMember[];
  /** Whether there are no others. */
  readonly membersKnown: boolean;
  /** Which of `totalShards` this exporter is, from 0. */
  readonly shard: number;
  readonly totalShards: number;
  readonly awsRequests: Readonly<Record<AwsOperation, Readonly<Record<AwsRequestOutcome, number>>>>;
  /** Seconds that the clock of AWS was ahead of this machine's in its last answer. */
  readonly awsClockOffset?: number;
  /** Series about accounts in the last rendering. */
  readonly series: number;
  readonly configReload: { readonly successful: boolean; readonly lastSuccess: UnixSeconds };
  /** Lines of the log that standard error did not take. */
  readonly droppedLogLines: number;
  /** Files of a warm start that could not be read or written; absent where none are kept. */
  readonly storageErrors?: number;
}
