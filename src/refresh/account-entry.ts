import type { Account } from '../model/account.ts';
import type { AccountState } from '../model/exporter-state.ts';
import { FAILURE_REASONS, type FailureReason, type RefreshFailure } from '../model/refresh-failure.ts';
import type { ReportSource } from '../model/report-source.ts';

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

/** @param dueAt Unix milliseconds. */
export function accountState(entry: AccountEntry, dueAt: number | undefined): AccountState {
  const { account, up, refreshDuration, lookedAt, errors } = entry;
  return {
    name: account.name,
    errors,
    ...(up !== undefined && { up }),
    ...(refreshDuration !== undefined && { refreshDuration }),
    ...(lookedAt !== 0 && { lastSuccess: lookedAt / 1000 }),
    ...(dueAt !== undefined && { nextRefresh: dueAt / 1000 }),
  };
}
