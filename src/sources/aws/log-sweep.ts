/** The watch over a log group: what happened in all accounts whose records it has, and how far it was read. */
import type { SteadyClock } from '../../model/clock.ts';
import type { ActivityLook, Sighting } from '../../model/facts/activity.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import type { UnixSeconds } from '../../model/time.ts';
import { type Asked, begin, end, rereadTheDay, sawAll, sawFrom } from './asked-question.ts';
import type { LogRecords } from './log-events.ts';
import type { LogReach } from './log-reach.ts';
import { createNewestSightings, type NewestSightings } from './newest-sightings.ts';
import { accountOf } from './record-place.ts';
import { describeUnread, isOfAll, unreadableRecords } from './unread-region.ts';
import { HOUR, isRereadDue, oldestKept, type Timing, type Window, windowsOf } from './watch-look.ts';
import { WATCH_PATTERNS, type WatchPattern } from './watch-patterns.ts';

/** Of a window that is long: what is read of it before a sweep is cut short is not read again. */
const SLICE = 2 * HOUR;

export interface LogSweepInput {
  readonly records: LogRecords;
  readonly reach: LogReach;
  readonly clock: SteadyClock;
  /** The region under which the accounts have it. */
  readonly home: string;
  /** Milliseconds that the first sweep looks back, as they are configured now. */
  readonly lookBack: () => number;
  readonly readSightings: (record: unknown) => readonly Sighting[];
}

/** How far a pattern was read. */
export interface SweptPattern {
  readonly look: ActivityLook;
  /** All that is behind the watermark was read from then on. Absent: no sweep has come to its end yet. */
  readonly since?: UnixSeconds;
}

export interface LogSweep {
  /**
   * Reads once. Throws RefreshFailure where it could read nothing.
   *
   * @param from since when all has to be read.
   */
  readonly run: (from: UnixSeconds, signal: AbortSignal) => Promise<void>;
  readonly swept: (pattern: WatchPattern) => SweptPattern | undefined;
  readonly sightingsOf: (accountId: string) => readonly Sighting[];
}

export function createLogSweep({ clock, home, reach, records, ...input }: LogSweepInput): LogSweep {
  const swept = new Map<WatchPattern, SweptPattern>();
  /** Looks that go back further, and that a deadline has cut short. */
  const deeper = new Map<WatchPattern, SweptPattern>();
  /** Of accounts that are not configured too: an account says its id only when it asks, and may be configured later. */
  const sightings = new Map<string, NewestSightings>();

  async function run(from: UnixSeconds, signal: AbortSignal): Promise<void> {
    const timing = { now: Math.floor(clock.now() / 1000), interval: 0, lookBack: input.lookBack() / 1000 };
    const watermarkOf = (pattern: WatchPattern) => swept.get(pattern)?.look.watermark ?? 0;
    const patterns = [...WATCH_PATTERNS].sort((one, other) => watermarkOf(one) - watermarkOf(other));
    const reading: Reading = { from, timing, signal, hasRead: false };
    let failed: RefreshFailure | undefined;
    for (const [index, pattern] of patterns.entries()) {
      try {
        await read(pattern, reading);
      } catch (error) {
        if (signal.aborted) return;
        if (!(error instanceof RefreshFailure)) throw error;
        failed = error;
        const unread = isOfAll(error) ? patterns.slice(index) : [pattern];
        for (const each of unread) fail(each, error, timing);
        if (isOfAll(error)) break;
      }
    }
    if (failed !== undefined && !reading.hasRead) throw failed;
    if (failed === undefined) await noteNewest(timing.now, signal);
    if (!signal.aborted) forget(timing);
  }

  async function read(pattern: WatchPattern, reading: Reading): Promise<void> {
    const { from, timing, signal } = reading;
    const known = swept.get(pattern);
    // Somebody needs what was never read: from there on all is read anew, beside what the others have.
    const isDeeper = known?.since !== undefined && from < known.since;
    const { look, since = Infinity }: Partial<SweptPattern> = (isDeeper ? deeper.get(pattern) : known) ?? {};
    const asked: Asked = { region: home, question: pattern, look, isDone: false };
    const isFirst = look?.watermark === undefined;
    // So that what a look before has read behind `lookBack` counts too.
    const toFrom = { ...timing, lookBack: Math.max(timing.lookBack, timing.now - from) };
    const windows = isFirst ? toBegin(windowsOf(look, toFrom), from) : windowsOf(look, timing);
    const behind = windows.length > 1 ? look?.seen : undefined;
    const isReread = isRereadDue(look, timing);
    const keep = (to: typeof swept, whole = known?.since): void => {
      if (asked.look === undefined || signal.aborted) return;
      to.set(pattern, { look: asked.look, ...(whole !== undefined && { since: whole }) });
    };
    begin(asked, timing);
    // The first look reads the day in any case, and goes on behind what it has read.
    if (isFirst) rereadTheDay(asked, timing);
    let unreadable = 0;
    for (const window of windows) {
      for (const slice of slicesOf(window)) {
        for await (const record of records({ ...slice, pattern: pattern.pattern }, signal)) {
          if (record === undefined) unreadable += 1;
          else take(record);
        }
        reading.hasRead = true;
        sawFrom(asked, slice.from, timing);
        keep(isDeeper ? deeper : swept);
      }
      if (behind !== undefined) sawFrom(asked, Math.min(behind.from, window.from), timing);
    }
    if (isReread) rereadTheDay(asked, timing);
    sawAll(asked, timing);
    end(asked, unreadable === 0 ? undefined : unreadableRecords(unreadable));
    keep(swept, Math.min(since, ...windows.map((window) => window.from)));
    if (isDeeper) deeper.delete(pattern);
  }

  function fail(pattern: WatchPattern, error: RefreshFailure, timing: Timing): void {
    const known = swept.get(pattern);
    const asked: Asked = { region: home, question: pattern, look: known?.look, isDone: false };
    begin(asked, timing);
    end(asked, describeUnread(error, undefined));
    if (asked.look !== undefined) swept.set(pattern, { ...known, look: asked.look });
  }

  function take(record: unknown): void {
    reach.note(record);
    const accountId = accountOf(record);
    if (accountId === undefined) return;
    for (const sighting of input.readSightings(record)) {
      const own = sightings.get(accountId) ?? createNewestSightings([]);
      sightings.set(accountId, own);
      own.add(sighting);
    }
  }

  /** Each account that needs it asks again for itself, and then says why it cannot know. */
  async function noteNewest(now: UnixSeconds, signal: AbortSignal): Promise<void> {
    try {
      await reach.noteNewest(now, signal);
    } catch (error) {
      if (!signal.aborted && !(error instanceof RefreshFailure)) throw error;
    }
  }

  function forget(timing: Timing): void {
    for (const [accountId, own] of sightings) {
      const recent = own.list(oldestKept(timing));
      if (recent.length === 0) sightings.delete(accountId);
      else sightings.set(accountId, createNewestSightings(recent));
    }
  }

  return {
    run,
    swept: (pattern) => swept.get(pattern),
    sightingsOf: (accountId) => sightings.get(accountId)?.list(0) ?? [],
  };
}

interface Reading {
  readonly from: UnixSeconds;
  readonly timing: Timing;
  readonly signal: AbortSignal;
  /** Whether AWS has answered anything. */
  hasRead: boolean;
}

/** The last window reaches back to there. */
function toBegin(windows: readonly Window[], begin: UnixSeconds): readonly Window[] {
  return windows.map((window, index) =>
    index === windows.length - 1 ? { ...window, from: Math.min(window.from, begin) } : window,
  );
}

/** The newest first. */
function* slicesOf({ from, to }: Window): Generator<Window> {
  for (let end = to; end > from; end -= SLICE) yield { from: Math.max(from, end - SLICE), to: end };
}
