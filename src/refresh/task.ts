import type { Account } from '../model/account.ts';
import type { FactState } from '../model/exporter-state.ts';
import type { FactRequest } from '../model/fact-source.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import { FAILURE_REASONS, type FailureReason, type RefreshFailure } from '../model/refresh-failure.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { Look } from './look.ts';

/** One fact of one account. The fact itself lies in the store. */
export interface Task extends Progress<FactName> {
  account: Account;
  /** The account's, by which the store has the fact. */
  readonly entry: number;
  readonly look: Look;
  readonly hasChanged: ((request: Pick<FactRequest, 'signal'>) => Promise<boolean>) | undefined;
  /** Aborted when the configuration no longer asks for it, and at the end. */
  readonly over: AbortController;
  /** The refresh that waits or runs: there is never a second one. */
  inFlight: Promise<void> | undefined;
}

/** How the refreshes of a fact go. */
export interface Progress<Fact extends string> {
  account: Pick<Account, 'name'>;
  readonly fact: Fact;
  /** Failed refreshes since the last good one. */
  failures: number;
  /** Unix milliseconds; set while the last refresh has failed. */
  retryAt: number | undefined;
  /** Unix milliseconds: when the last refresh ended, well or badly. */
  triedAt: number | undefined;
  /** What the log has, so that it gets changes only. */
  logged: {
    failure: RefreshFailure | undefined;
    isPending: boolean;
    skippedRows: string;
    unknownColumns: string;
    missingColumns: string;
    unreadableCells: string;
    rootMissing: boolean;
    ahead: boolean;
    unreadRegions: string;
  };
  up: boolean | undefined;
  /** It has failed as was to be expected, and nobody has to do anything. */
  isPending: boolean;
  /** Seconds. */
  refreshDuration: number | undefined;
  readonly errors: Record<FailureReason, number>;
}

export function createTask(
  account: Account,
  entry: number,
  fact: FactName,
  look: Look,
  hasChanged: Task['hasChanged'],
): Task {
  return {
    ...createProgress(fact),
    account,
    entry,
    look,
    hasChanged,
    over: new AbortController(),
    inFlight: undefined,
  };
}

/** Of a fact that is of no account, until one is named. */
export function createProgress<Fact extends string>(fact: Fact): Progress<Fact> {
  return {
    account: { name: '' },
    fact,
    failures: 0,
    retryAt: undefined,
    triedAt: undefined,
    logged: {
      failure: undefined,
      isPending: false,
      skippedRows: '',
      unknownColumns: '',
      missingColumns: '',
      unreadableCells: '',
      rootMissing: false,
      ahead: false,
      unreadRegions: '',
    },
    up: undefined,
    isPending: false,
    refreshDuration: undefined,
    errors: Object.fromEntries(FAILURE_REASONS.map((reason) => [reason, 0])) as Record<FailureReason, number>,
  };
}

/** A refresh has ended, well or badly. @param startedAt and `now` are Unix milliseconds. */
export function noteEnd(progress: Progress<string>, startedAt: number, now: number): void {
  progress.triedAt = now;
  // The clock may have been set back meanwhile.
  progress.refreshDuration = Math.max(0, now - startedAt) / 1000;
}

export interface TaskTimes {
  /** Seconds: how old the fact may get. */
  readonly interval: number;
  readonly asOf: UnixSeconds | undefined;
  readonly gatheredAt: UnixSeconds | undefined;
  readonly dueAt: UnixSeconds | undefined;
}

type ToldFailure = NonNullable<FactState['failure']>;

const told = new WeakMap<RefreshFailure, ToldFailure>();

/** Always the same object for the same failure, so that readers can remember what they made of it. */
function toldOf(failure: RefreshFailure): ToldFailure {
  const { reason, message } = failure;
  const known = told.get(failure) ?? { reason, message };
  told.set(failure, known);
  return known;
}

export function factState(
  { account, fact, up, isPending, refreshDuration, errors, logged: { failure } }: Progress<FactState['fact']>,
  times: TaskTimes,
): FactState {
  const { interval, asOf, gatheredAt, dueAt } = times;
  return {
    accountName: account.name,
    fact,
    refreshInterval: interval,
    errors,
    ...(isPending && { isPending }),
    ...(up !== undefined && { up }),
    ...(asOf !== undefined && { timestamp: asOf }),
    ...(refreshDuration !== undefined && { refreshDuration }),
    ...(gatheredAt !== undefined && { lastSuccess: gatheredAt }),
    ...(dueAt !== undefined && { nextRefresh: dueAt }),
    ...(failure !== undefined && { failure: toldOf(failure) }),
  };
}
