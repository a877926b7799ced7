/** What the evidence says of an account: whether it was read, by whom, and what it came to. */
import type { AccountStanding } from '../model/account-standing.ts';
import type { CallerIdentity } from '../model/caller-identity.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import type { RefreshFailure } from '../model/refresh-failure.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { OutcomeSummary } from './account-summary.ts';

/** The report of an account, and what was made of it. */
export interface ReportEvidence {
  /** Of the files about the account, within the folder of the evidence. */
  readonly folder: string;
  readonly generated: UnixSeconds;
  readonly bytes: number;
  /** Of its bytes, in hexadecimal digits. */
  readonly sha256: string;
  /** With root. */
  readonly users: number;
  readonly skippedRows: number;
  readonly outcomes: OutcomeSummary;
}

export interface AccountEvidence {
  readonly standing: AccountStanding;
  /** Where the report is from. Absent for an account that is out. */
  readonly source?: 'aws' | 'file';
  /** Who has read it. Absent for a report file, and where nobody knows. */
  readonly identity?: CallerIdentity;
  readonly identityFailure?: RefreshFailure;
  /** Absent: it was not read. */
  readonly report?: ReportEvidence;
  /** Facts that could not be read, the report among them. */
  readonly failures: GatheredAccount['failures'];
  /** What the report does not say though a check needs it: a line each. */
  readonly gaps: readonly string[];
}

export const REPORT_FILE = 'credential-report.csv';
export const OUTCOMES_FILE = 'outcomes.csv';

/** Whether nothing is missing that the evidence should have of the account. */
export function isWhole({ standing, identityFailure, failures, gaps }: AccountEvidence): boolean {
  if (standing.state === 'pending' || standing.state === 'failed') return false;
  return identityFailure === undefined && failures.length === 0 && gaps.length === 0;
}
