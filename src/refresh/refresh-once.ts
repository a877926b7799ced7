import pLimit from 'p-limit';
import type { Account } from '../model/account.ts';
import type { AccountResult } from '../model/account-result.ts';
import type { Clock } from '../model/clock.ts';
import type { ReportSource } from '../model/report-source.ts';
import { intervalOf } from './due-time.ts';
import { asFailure, duplicateAccount } from './failures.ts';
import { refreshAccount } from './refresh-account.ts';
import type { RefreshSettings } from './refresh-settings.ts';

export interface RefreshOnceInput {
  readonly clock: Clock;
  readonly createSource: (account: Account) => ReportSource;
  /** Called as each account is done, in the order in which they get done. */
  readonly onResult: (result: AccountResult) => void;
}

/** Asks every account once, and tells how each went, in the order of the configuration. */
export async function refreshOnce(input: RefreshOnceInput, settings: RefreshSettings): Promise<AccountResult[]> {
  const limit = pLimit(settings.concurrency);

  async function ask(account: Account): Promise<AccountResult> {
    const interval = intervalOf(account, settings);
    try {
      const facts = await refreshAccount({
        source: input.createSource(account),
        interval,
        timeout: settings.refreshTimeout,
        clock: input.clock,
        signal: new AbortController().signal,
      });
      return { account, snapshot: { account, ...facts, refreshInterval: interval / 1000 } };
    } catch (error) {
      return { account, failure: asFailure(error) };
    }
  }

  const results = await Promise.all(
    settings.accounts.map((account) =>
      limit(async () => {
        const result = await ask(account);
        input.onResult(result);
        return result;
      }),
    ),
  );
  return results.map((result) => refuseSecondEntry(result, results));
}

/** Of two entries that turn out to be one account, the first in the configuration is it. */
function refuseSecondEntry(result: AccountResult, results: readonly AccountResult[]): AccountResult {
  const { account, snapshot } = result;
  if (snapshot === undefined) return result;
  const { accountId } = snapshot.report;
  const first = results.find((other) => other.snapshot?.report.accountId === accountId);
  if (first === undefined || first === result) return result;
  return { account, failure: duplicateAccount(accountId, first.account.name) };
}
