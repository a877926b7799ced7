import type { FactName } from '../model/facts/catalogue.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';

export function duplicateAccount(accountId: string, name: string): RefreshFailure {
  return new RefreshFailure('duplicate_account', `this is account ${accountId}, which the entry "${name}" is already`);
}

/** @param timeout milliseconds. */
export function tooLate(fact: FactName, timeout: number): RefreshFailure {
  return new RefreshFailure('timeout', `${fact} was not there after ${timeout / 1000} s`);
}

/** What nobody foresaw is a failure of this account alone, and the log tells its cause. */
export function asFailure(error: unknown): RefreshFailure {
  if (error instanceof RefreshFailure) return error;
  return new RefreshFailure('internal', 'the refresh failed for a reason this program does not know', { cause: error });
}
