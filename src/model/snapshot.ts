import type { Account } from './account.ts';
import type { CredentialReport } from './credential-report.ts';
import type { UnixSeconds } from './time.ts';

/** The facts about one account, as served until the next good report replaces them. */
export interface Snapshot {
  readonly account: Account;
  readonly report: CredentialReport;
  /** When AWS made the report, not when it was fetched. */
  readonly generatedTime: UnixSeconds;
  /** Seconds: how old the report may get before a new one is due. */
  readonly refreshInterval: number;
}
