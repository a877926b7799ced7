/** What `check` came to, for those who print it. */
import type { JudgedFinding } from '../fields/finding-fields.ts';
import type { CheckCount } from '../model/finding.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import type { UnixSeconds } from '../model/time.ts';

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
