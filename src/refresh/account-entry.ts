import type { Account } from '../model/account.ts';
import type { FactState } from '../model/exporter-state.ts';
import { FAILURE_REASONS, type FailureReason, type RefreshFailure } from '../model/refresh-failure.ts';
import type { ReportSource } from '../model/report-source.ts';
import type { Snapshot } from '../model/snapshot.ts';

/** What the refresh loop remembers about one account, besides its snapshot. */
export interface AccountEntry {
  account: Account;
  readonly source: ReportSource;
  /** Aborted when the account leaves the configuration. */
  readonly removed: AbortController;
  /** The refresh that waits or runs: there is never a second one. */
  inFlight: Promise<void> | undefined;
  /** Failed refreshes since the last good one. */
  failures: number;
  /** Unix milliseconds; set while the last refresh has failed. */
  retryAt: number | undefined;
  /** What the log was last told, so that it is told changes only. */
  logged: { failure: RefreshFailure | undefined; skippedRows: string; unknownColumns: string };
  up: boolean | undefined;
  refreshDuration: number | undefined;
  /** Unix milliseconds of the last success; 0 before it. */
  lookedAt: number;
  readonly errors: Record<FailureReason, number>;
}

export function createEntry(account: Account, source: ReportSource): AccountEntry {
  return {
    account,
    source,
    removed: new AbortController(),
    inFlight: undefined,
    failures: 0,
    retryAt: undefined,
    logged: { failure: undefined, skippedRows: '', unknownColumns: '' },
    up: undefined,
    refreshDuration: undefined,
    lookedAt: 0,
    errors: Object.fromEntries(FAILURE_REASONS.map((reason) => [reason, 0])) as Record<FailureReason, number>,
  };
}

/** @param schedule `interval` in milliseconds, `dueAt` in Unix milliseconds. */
export function factState(
  entry: AccountEntry,
  schedule: { readonly interval: number; readonly dueAt: number | undefined },
  snapshot: Snapshot | undefined,
): FactState {
  const { interval, dueAt } = schedule;
  const { account, up, refreshDuration, lookedAt, errors } = entry;
  return {
    accountName: account.name,
    fact: 'credential-report',
    refreshInterval: interval / 1000,
    errors,
    ...(up !== undefined && { up }),
    ...(snapshot !== undefined && { timestamp: snapshot.generatedTime }),
    ...(refreshDuration !== undefined && { refreshDuration }),
    ...(lookedAt !== 0 && { lastSuccess: lookedAt / 1000 }),
    ...(dueAt !== undefined && { nextRefresh: dueAt / 1000 }),
  };
}
