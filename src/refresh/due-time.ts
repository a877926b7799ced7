import type { Account } from '../model/account.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import { MINUTE, type UnixSeconds } from '../model/time.ts';
import type { RefreshSettings } from './refresh-settings.ts';
import type { Task } from './task.ts';

const SHORTEST_GAP_MS = 5 * MINUTE;
const MAX_JITTER_MS = 2 * MINUTE;
const MAX_LEAD_MS = 2 * MINUTE;

/** Milliseconds: how old a fact of an account may get. */
export function intervalOf(account: Account, fact: FactName, { facts }: Pick<RefreshSettings, 'facts'>): number {
  return account.source === 'file' ? account.staleAfter : facts[fact].interval;
}

interface LookedAtFact {
  readonly asOf: UnixSeconds;
  /** Milliseconds. */
  readonly interval: number;
  /** Unix milliseconds. */
  readonly lookedAt: number;
}

/** When the next look at a fact is due, in Unix milliseconds. */
export function dueTime(fact: FactName, looked: LookedAtFact, random: () => number): number {
  return fact === 'credential-report' ? reportDueTime(looked, random) : liveDueTime(looked, random);
}

/**
 * Once it is older than `interval`, and not sooner, as AWS hands out the same report until then; plus a jitter so that accounts drift
 * apart. Counted from the moment that it is of and not from the last look, so that reports are never older than AWS makes them; but
 * from the last look where the report is of a later moment, as one of the two clocks is wrong then. Never sooner than 5 minutes after
 * the last look, or `interval` if that is shorter.
 */
function reportDueTime({ asOf, interval, lookedAt }: LookedAtFact, random: () => number): number {
  const jitter = random() * Math.min(MAX_JITTER_MS, interval);
  const old = Math.min(asOf * 1000, lookedAt) + interval + jitter;
  return Math.max(old, lookedAt + Math.min(SHORTEST_GAP_MS, interval));
}

/** Some time before it is too old, so that the next look has ended by then; a random one, so that accounts drift apart. */
export function liveDueTime({ asOf, interval, lookedAt }: LookedAtFact, random: () => number): number {
  const lead = Math.min(MAX_LEAD_MS, interval / 5) * (1 - random() / 2);
  return Math.max(Math.min(asOf * 1000, lookedAt) + interval - lead, lookedAt + Math.min(MINUTE, interval));
}

/** @param dueAt of the fact in the store; without one there is none. */
export function isDue({ retryAt, triedAt }: Task, dueAt: number | undefined, now: number): boolean {
  // Never tried since the start, whatever an earlier run has left. Or the clock was ahead and has been set right: moments
  // that were reckoned by it may be years away.
  if (triedAt === undefined || now < triedAt) return true;
  return (retryAt ?? dueAt ?? 0) <= now;
}

/** How long a failed task waits for its next try: 1, 2, 4 ... 30 minutes, plus jitter. */
export const RETRY_LIMITS = { first: MINUTE, max: 30 * MINUTE } as const;
