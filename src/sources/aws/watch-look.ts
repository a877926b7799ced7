/** How far a question of the watch has been answered, and what is to be read next. */
import type { FactRequest } from '../../model/fact-source.ts';
import type { ActivityLook } from '../../model/facts/activity.ts';
import type { UnixSeconds } from '../../model/time.ts';
import type { WatchQuestion } from './watch-questions.ts';

const MINUTE = 60;
export const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** AWS has no events for the watch that are older, however long an outage was. */
const LONGEST_LOOK_BACK = 7 * DAY;
/** Events come late, mostly by minutes. */
export const OVERLAP = 15 * MINUTE;
/** What is asked at every third sweep: each comes somewhat sooner than the interval is long. */
const SLOW_INTERVALS = 2.2;

export interface Window {
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
}

export interface Timing {
  readonly now: UnixSeconds;
  /** Seconds between two sweeps. */
  readonly interval: number;
  /** Seconds that the first sweep looks back: for so long a finding may stay open. */
  readonly lookBack: number;
}

/** @param lookBack milliseconds, as they are configured. */
export function timingOf({ askedAt, newerThan }: FactRequest, lookBack: number): Timing {
  return { now: Math.floor(askedAt), interval: askedAt - newerThan, lookBack: lookBack / 1000 };
}

export function isLookDue(
  look: ActivityLook | undefined,
  { isSlow }: Pick<WatchQuestion, 'isSlow'>,
  { now, interval }: Timing,
): boolean {
  const { triedAt } = look ?? {};
  if (triedAt === undefined || !isSlow) return true;
  // The clock may have been set back.
  return now < triedAt || now - triedAt >= SLOW_INTERVALS * interval;
}

/** Whether the last day is to be read as a whole, for events that came later than by the overlap. */
export function isRereadDue(look: ActivityLook | undefined, { now }: Timing): boolean {
  return look?.rereadAt === undefined || now < look.rereadAt || now - look.rereadAt >= DAY;
}

/** Events that are older are forgotten. */
export function oldestKept({ now, lookBack }: Pick<Timing, 'now' | 'lookBack'>): UnixSeconds {
  return now - Math.max(lookBack, LONGEST_LOOK_BACK);
}

/** From when on events may not have been read. */
export function unreadFrom(
  look: Pick<ActivityLook, 'watermark' | 'lookBack'> | undefined,
  { now, lookBack }: Timing,
): UnixSeconds {
  const { watermark = Infinity, lookBack: before = lookBack } = look ?? {};
  // One of the future says nothing: the clock was ahead then. And somebody may have let findings stay open for longer since.
  const isEnough = watermark <= now && before >= lookBack;
  const behind = watermark - OVERLAP;
  const unread = isEnough ? behind : Math.min(now - lookBack, behind);
  return Math.floor(Math.max(unread, now - LONGEST_LOOK_BACK));
}

/** What is to be read, the newest first, and behind it what a look before was too short for. */
export function windowsOf(look: ActivityLook | undefined, timing: Timing): readonly [Window, ...Window[]] {
  const { now } = timing;
  const { seen } = look ?? {};
  const from = unreadFrom(look, timing);
  if (isRereadDue(look, timing)) return [{ from: Math.min(from, now - DAY), to: now }];
  if (seen === undefined || seen.to > now || seen.from <= from) return [{ from, to: now }];
  return [
    { from: Math.max(from, seen.to - OVERLAP), to: now },
    { from, to: seen.from },
  ];
}
