import { type Account, sourceOf } from '../model/account.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import { isAhead } from '../model/facts/moment.ts';
import type { AccountTasks } from './account-tasks.ts';
import type { FactFiles } from './fact-files.ts';
import type { FactStore } from './fact-store.ts';
import { olderReport, otherAccount } from './failures.ts';
import { secondEntry } from './second-entry.ts';
import { encodeStoredReport } from './stored-report.ts';

export interface ReportTaking {
  readonly store: FactStore;
  readonly entries: readonly AccountTasks[];
  readonly factFiles: FactFiles | undefined;
  /** Unix milliseconds. */
  readonly now: number;
}

export interface ReportTaken {
  /** Whose report the entry had; undefined: it had none. */
  readonly accountBefore: string | undefined;
  /** Entries whose report is gone, as this account is theirs. */
  readonly others: readonly AccountTasks[];
}

/** Whether the report that an entry has was read from the source that it has now. */
export function isReadFromItsSource({ account, readBy }: AccountTasks): boolean {
  // It is asked for each task at each turn.
  return readBy === account || (readBy !== undefined && sourceOf(readBy) === sourceOf(account));
}

/**
 * What a new report means for the facts that are there, before it takes its place in the store. Throws RefreshFailure if the one that
 * is there is better.
 *
 * @param raw its bytes, where it is to survive a restart.
 */
export function takeReport(
  entry: AccountTasks,
  report: Fact<CredentialReport>,
  raw: Uint8Array | undefined,
  { store, entries, factFiles, now }: ReportTaking,
): ReportTaken {
  const { account, readBy } = entry;
  const { accountId } = report.value;
  const wrong = otherAccount(account, accountId);
  if (wrong !== undefined) throw wrong;
  const before = store.get(entry.entry, 'credential-report');
  const accountBefore = before?.value.accountId;
  const isOfAnother = accountBefore !== undefined && accountBefore !== accountId;
  if (before !== undefined && !isOfAnother && isReadFromItsSource(entry)) {
    refuseOlder(account, report, before, now);
  }
  const accountIdOf = (other: AccountTasks) => store.get(other.entry, 'credential-report')?.value.accountId;
  const refusal = secondEntry(entry, accountId, entries, accountIdOf);
  if (refusal !== undefined) {
    entry.secondOf = accountId;
    throw refusal;
  }
  const others = entries.filter((other) => other !== entry && accountIdOf(other) === accountId);
  for (const other of others) {
    store.drop(other.entry, 'credential-report');
    dropFurtherFacts(other, store, factFiles);
    other.secondOf = accountId;
  }
  if (isOfAnother || (entry.secondOf ?? accountId) !== accountId) dropFurtherFacts(entry, store, factFiles);
  if (readBy !== undefined && !isReadFromItsSource(entry)) factFiles?.forget(readBy);
  delete entry.secondOf;
  entry.readBy = account;
  if (raw !== undefined) factFiles?.write(account, 'credential-report', encodeStoredReport(account, raw, report));
  return { accountBefore, others };
}

function refuseOlder(account: Account, { asOf }: Fact<unknown>, kept: Fact<unknown>, now: number): void {
  // One of a time in the future must not keep all others out.
  if (asOf < kept.asOf && !isAhead(kept.asOf, now / 1000)) throw olderReport(account, asOf, kept.asOf);
}

/** Other credentials may lead to another account: what was read of the one before must not speak of this one. */
function dropFurtherFacts(
  { account, entry, tasks }: AccountTasks,
  store: FactStore,
  factFiles: FactFiles | undefined,
): void {
  const further = tasks.filter(({ fact }) => fact !== 'credential-report');
  factFiles?.forget(
    account,
    further.map(({ fact }) => fact),
  );
  for (const task of further) {
    store.drop(entry, task.fact);
    task.up = undefined;
    task.retryAt = undefined;
    task.triedAt = undefined;
  }
}
