/** What the evidence says of an account: whether it was read, by whom, and what it came to. */
import type { AccountStanding } from '../model/account-standing.ts';
import type { CallerIdentity } from '../model/caller-identity.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { reasonAndMessage, type RefreshFailure } from '../model/refresh-failure.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { OutcomeSummary } from './account-summary.ts';

/**
 * From where the time of a report is known. `configuration`: its `generatedTime`. `file`: when the file was changed last, or when standard
 * input was read. Of the last two the newest moment in the report counts, where that is later.
 */
export const TIMES_FROM = ['aws', 'configuration', 'file'] as const;
export type TimeFrom = (typeof TIMES_FROM)[number];

/** The report of an account, and what was made of it. */
export interface ReportEvidence {
  /** Of the files about the account, within the folder of the evidence. */
  readonly folder: string;
  /** Of `timeFrom`. */
  readonly generated: UnixSeconds;
  readonly timeFrom: TimeFrom;
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

/** Whether the evidence should have the account, and it was not read. */
export function isUnread({ source, report }: AccountEvidence): boolean {
  return source !== undefined && report === undefined;
}

/** How many accounts were read, could not be read, and are out. */
export function countAccounts(accounts: readonly AccountEvidence[]): { read: number; unread: number; out: number } {
  const read = accounts.filter(({ report }) => report !== undefined).length;
  const unread = accounts.filter(isUnread).length;
  return { read, unread, out: accounts.length - read - unread };
}

/** What could not be read of an account, the identity among it. */
export function failuresOf({ failures, identityFailure }: AccountEvidence): readonly FailedFact[] {
  return [...failures, ...(identityFailure === undefined ? [] : [{ fact: 'identity', failure: identityFailure }])];
}

/** What is missing of an account whose report was read: a line each. Those of the report begin with the name of the account. */
export function missingOf(account: AccountEvidence): string[] {
  if (account.report === undefined) return [];
  const failures = failuresOf(account).map(({ fact, failure }) => `${fact}: ${reasonAndMessage(failure)}`);
  return [...failures, ...account.gaps];
}

interface FailedFact {
  readonly fact: string;
  readonly failure: RefreshFailure;
}
