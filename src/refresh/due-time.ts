import type { Account } from '../model/account.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { RefreshSettings } from './refresh-settings.ts';

const MINUTE = 60_000;
const SHORTEST_GAP_MS = 5 * MINUTE;
const MAX_JITTER_MS = 2 * MINUTE;

/** Milliseconds: how old the report of an account may get. */
export function intervalOf(account: Account, { refreshInterval }: Pick<RefreshSettings, 'refreshInterval'>): number {
  return account.source === 'file' ? account.staleAfter : refreshInterval;
}

/**
 * When the next look at an account is due, in Unix milliseconds: once its report is older than `interval`, plus a jitter so that
 * accounts drift apart. Counted from the generation of the report and not from the last look, so that facts are never older than
 * AWS makes them; but never sooner than 5 minutes after the last look, or `interval` if that is shorter, whatever the report
 * says of its age.
 *
 * @param interval milliseconds.
 * @param lookedAt Unix milliseconds.
 */
export function dueTime(
  report: { generatedTime: UnixSeconds; interval: number; lookedAt: number },
  random: () => number,
): number {
  const jitter = random() * Math.min(MAX_JITTER_MS, report.interval);
  const old = report.generatedTime * 1000 + report.interval + jitter;
  return Math.max(old, report.lookedAt + Math.min(SHORTEST_GAP_MS, report.interval));
}

/** How long a failed account waits for its next try: 1, 2, 4 ... 30 minutes, plus jitter. */
export const RETRY_LIMITS = { first: MINUTE, max: 30 * MINUTE } as const;
