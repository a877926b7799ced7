/** Asks accounts for their report alone, and keeps no more of it than when it was generated. */
import type { Config } from '../config/config.ts';
import type { Account } from '../model/account.ts';
import { unixSeconds } from '../model/clock.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import type { UnixSeconds } from '../model/time.ts';
import { refusedRole } from '../refresh/refused-role.ts';
import { secondEntry } from '../refresh/second-entry.ts';
import type { Asking, AskingOutside } from './asking.ts';

export interface LastReport {
  readonly account: Account;
  readonly state: 'read' | 'pending' | 'failed';
  /** Absent: it could not be read. */
  readonly accountId?: string;
  readonly generated?: UnixSeconds;
  readonly failure?: RefreshFailure;
}

/** The configuration of one who asks for nothing but reports. */
export function forReportsOnly(config: Config): Config {
  const facts = Object.entries(config.facts).map(([name, fact]) => [
    name,
    { ...fact, enabled: name === 'credential-report' },
  ]);
  return { ...config, facts: Object.fromEntries(facts) as Config['facts'] };
}

/** In the order of the accounts. */
export async function lastReports(
  gather: Asking['gather'],
  { clock, printError }: Pick<AskingOutside, 'clock' | 'printError'>,
  accounts: readonly Account[],
): Promise<LastReport[]> {
  let done = 0;
  const asked = await Promise.all(
    accounts.map(async (account) => {
      // One by one: many reports at a time would be in memory with all their users.
      const report = toLastReport(account, await gather([account]), unixSeconds(clock));
      done += 1;
      if (accounts.length > 1) void printError(`[${done}/${accounts.length}] ${account.name}: ${report.state}\n`);
      return report;
    }),
  );
  return asked.map((report) => {
    const { accountId } = report;
    const failure =
      accountId === undefined ? undefined : secondEntry(report, accountId, asked, (each) => each.accountId);
    return failure === undefined ? report : { account: report.account, state: 'failed', failure };
  });
}

export function toLastReport(account: Account, [gathered]: readonly GatheredAccount[], now: UnixSeconds): LastReport {
  const { facts, failures = [] } = gathered ?? {};
  const failed = failures.find(({ fact }) => fact === 'credential-report');
  if (failed === undefined && facts !== undefined) {
    const { accountId } = reportOf(facts);
    return { account, state: 'read', accountId, generated: facts.facts['credential-report'].asOf };
  }
  if (failed === undefined) throw new Error(`nobody asked ${account.name} for its report`);
  const { failure, isPending } = refusedRole(account, failed.failure, { hasReport: false, now });
  return { account, state: isPending ? 'pending' : 'failed', failure };
}
