import { type Account, hasRole } from '../model/account.ts';
import type { FactState } from '../model/exporter-state.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';
import { isoTime, type UnixSeconds } from '../model/time.ts';

export function duplicateAccount(accountId: string, first: Account): RefreshFailure {
  const other = first.source === 'file' ? `the file ${first.reportFile}` : `the entry "${first.name}"`;
  return new RefreshFailure(
    'duplicate_account',
    `this is account ${accountId}, which ${other} is already: correct the file or the role of one of them`,
  );
}

/** What reads an entry must be of the account that the entry names, or its findings would be those of another one; undefined: it is, or names none. */
export function otherAccount(account: Account, accountId: string): RefreshFailure | undefined {
  if (account.accountId === undefined || account.accountId === accountId) return undefined;
  const how =
    account.source === 'file' ? 'the file' : hasRole(account) ? 'its role' : 'the default AWS credential chain';
  return new RefreshFailure(
    'configuration',
    `the report is of account ${accountId}, and the entry "${account.name}" has the id ${account.accountId}: correct the id, or ${how}`,
  );
}

/** What the exporter has is the newer truth: what the older report shows may have ended since, and the other way round. */
export function olderReport({ source }: Account, asOf: UnixSeconds, kept: UnixSeconds): RefreshFailure {
  const times = `the report is of ${wholeSeconds(asOf)}, older than the one of ${wholeSeconds(kept)} that the exporter keeps`;
  return source === 'aws'
    ? new RefreshFailure('service', times)
    : new RefreshFailure('file', `${times}: put a newer one in its place, or set generatedTime`);
}

function wholeSeconds(time: UnixSeconds): string {
  return isoTime(time).replace('.000Z', 'Z');
}

/** @param timeout milliseconds. */
export function tooLate(fact: FactState['fact'], timeout: number): RefreshFailure {
  return new RefreshFailure('timeout', `${fact} was not there after ${timeout / 1000} s`);
}

/** What nobody foresaw is a failure of this account alone, and the log tells its cause. */
export function asFailure(error: unknown): RefreshFailure {
  if (error instanceof RefreshFailure) return error;
  return new RefreshFailure('internal', 'the refresh failed for a reason this program does not know', { cause: error });
}
