/** What `check` came to, for those who print it. */
import type { CheckCount, ExemptFinding, Finding } from '../model/finding.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import type { UnixSeconds } from '../model/time.ts';

export interface JudgedFinding {
  readonly finding: Finding | ExemptFinding;
  /** Absent: the finding is about the account as a whole. */
  readonly arn: string | undefined;
  /** The moment of what shows it: when AWS generated the report, or the moment of another fact. */
  readonly generatedTime: UnixSeconds;
}

export interface Judgement {
  readonly now: UnixSeconds;
  /** Whether all that was asked for was read to the end. */
  readonly complete: boolean;
  readonly accounts: readonly GatheredAccount[];
  /** From worst to mildest. */
  readonly open: readonly JudgedFinding[];
  readonly exempt: readonly JudgedFinding[];
  readonly counts: readonly CheckCount[];
}
