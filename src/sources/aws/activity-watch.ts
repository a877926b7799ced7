/**
 * The watch: asks the event history of an account a few fixed questions, again and again. It adds to what it knew: a sweep that is cut
 * short or fails takes nothing away, and what it has seen counts page by page.
 */
import type { SteadyClock } from '../../model/clock.ts';
import type { FactSource } from '../../model/fact-source.ts';
import type { Activity, ActivityLook, Sighting } from '../../model/facts/activity.ts';
import type { InPlace } from '../../model/places.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import type { AccountAccess } from './account-access.ts';
import { type AskedQuestion, begin, end, questionsTo, rereadTheDay, sawAll, sawFrom } from './asked-question.ts';
import type { HistoryOf } from './history-client.ts';
import { type Lookups, lookUpEvents } from './lookup-events.ts';
import { createNewestSightings, type NewestSightings } from './newest-sightings.ts';
import type { Pace } from './pace.ts';
import { countedWaiting } from './search-progress.ts';
import { endOrAbort, late } from './until-aborted.ts';
import { describeUnread, isOfAll, unreadableRecords } from './unread-region.ts';
import { isRereadDue, oldestKept, type Timing, timingOf, windowsOf } from './watch-look.ts';
import { homeRegionOf, otherRegionsOf } from './watch-regions.ts';

/** Of 50 events each: a question is answered to the end by far fewer. */
const MOST_PAGES = 40;
const TOO_MANY = 'there are more events than the exporter reads at a time';

export interface ActivityWatchInput {
  readonly access: AccountAccess;
  readonly historyOf: HistoryOf;
  readonly accountName: string;
  readonly pace: Pace;
  /** Of calls of this kind, each by its account and region. */
  readonly inPlace: InPlace;
  readonly clock: SteadyClock;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  /** As they are configured now. */
  readonly settings: () => WatchSettings;
  readonly readSightings: (record: unknown) => readonly Sighting[];
}

export interface WatchSettings {
  /** Besides those in which the watch looks anyway. */
  readonly regions: readonly string[];
  /** Milliseconds that the first sweep looks back. */
  readonly lookBack: number;
}

export function createActivityWatch(input: ActivityWatchInput): FactSource<Activity> {
  const { access, historyOf, accountName, settings } = input;
  // Nobody waits for it.
  const progress = countedWaiting(input, undefined);

  async function homeRegion(): Promise<string> {
    const { region } = access.settings;
    return homeRegionOf(typeof region === 'string' ? region : await region());
  }

  async function sweepRegion(ofRegion: readonly AskedQuestion[], sweep: Sweep): Promise<void> {
    const due = ofRegion.filter(({ isDue }) => isDue);
    const [first] = due;
    if (first === undefined) return;
    const { region } = first;
    const lookups = {
      ...input,
      progress,
      lookUpPage: historyOf(access, region),
      bucket: `${accountName} ${region}`,
    };
    // Where there is time for some of them only, those that lag behind come first.
    due.sort((one, other) => (one.look?.watermark ?? 0) - (other.look?.watermark ?? 0));
    for (const [index, asked] of due.entries()) {
      try {
        await ask(asked, lookups, sweep);
      } catch (error) {
        if (sweep.signal.aborted) return;
        if (!(error instanceof RefreshFailure)) throw error;
        sweep.failures.push({ region, failure: error });
        const unread = isOfAll(error) ? due.slice(index) : [asked];
        for (const each of unread) {
          begin(each, sweep.timing);
          end(each, describeUnread(error, undefined));
        }
        if (unread.length > 1) return;
      }
    }
  }

  /** In turn: each region that waits for its turn takes memory, and of hundreds of accounts few can be asked at a time. */
  async function sweepAll(regions: readonly (readonly AskedQuestion[])[], sweep: Sweep): Promise<void> {
    for (const ofRegion of regions) await sweepRegion(ofRegion, sweep);
  }

  async function ask(asked: AskedQuestion, lookups: Lookups, sweep: Sweep): Promise<void> {
    const { question } = asked;
    const { timing, signal } = sweep;
    const windows = windowsOf(asked.look, timing);
    const behind = windows.length > 1 ? asked.look?.seen : undefined;
    const isReread = isRereadDue(asked.look, timing);
    begin(asked, timing);
    let pages = 0;
    let unreadable = 0;
    for (const { from, to } of windows) {
      const lookup = { attribute: question.attribute, from, to };
      for await (const { texts, oldest = to } of lookUpEvents(lookups, lookup, signal)) {
        for (const text of texts) if (!read(text, sweep.sightings)) unreadable += 1;
        sweep.hasRead = true;
        sawFrom(asked, Math.max(from, Math.floor(oldest)), timing);
        pages += 1;
        if (pages === MOST_PAGES) break;
      }
      if (pages === MOST_PAGES) break;
      if (behind !== undefined) sawFrom(asked, behind.from, timing);
    }
    if (isReread) rereadTheDay(asked, timing);
    if (pages < MOST_PAGES) sawAll(asked, timing);
    const incomplete = unreadable === 0 ? undefined : unreadableRecords(unreadable);
    end(asked, pages === MOST_PAGES ? TOO_MANY : incomplete);
  }

  /** The text holds the tokens of sessions, and is dropped here. @returns false: it is no JSON. */
  function read(text: string | undefined, sightings: NewestSightings): boolean {
    let record: unknown;
    try {
      record = JSON.parse(text ?? '');
    } catch {
      return false;
    }
    for (const sighting of input.readSightings(record)) sightings.add(sighting);
    return true;
  }

  return {
    async fetch(request, last) {
      const home = await homeRegion();
      const { regions, lookBack } = settings();
      const timing = timingOf(request, lookBack);
      const all = [home, ...otherRegionsOf(home, regions)].map((region) => questionsTo(region, home, last, timing));
      const { signal } = request;
      const sightings = createNewestSightings(last?.sightings ?? []);
      const sweep: Sweep = { timing, signal, sightings, failures: [], hasRead: false };
      await endOrAbort(sweepAll(all, sweep), signal);
      if (signal.aborted && !sweep.hasRead) signal.throwIfAborted();
      const asked = all.flat();
      if (signal.aborted) for (const each of asked) if (each.isDue && !each.isDone) end(each, late(signal));
      const looks = asked.flatMap(({ look }) => look ?? []);
      throwIfNothingRead(sweep, looks, home);
      return { source: 'events', sightings: sightings.list(oldestKept(timing)), homeRegion: home, looks };
    },
  };
}

interface Sweep {
  readonly timing: Timing;
  readonly signal: AbortSignal;
  readonly sightings: NewestSightings;
  readonly failures: { readonly region: string; readonly failure: RefreshFailure }[];
  /** Whether AWS has answered anything. */
  hasRead: boolean;
}

/** Only what of all that is watched is refused everywhere, or nowhere answered, is a failure of the whole. */
function throwIfNothingRead({ failures, hasRead }: Sweep, looks: readonly ActivityLook[], home: string): void {
  const { failure } = failures.find(({ region }) => region === home) ?? failures[0] ?? {};
  if (failure === undefined || hasRead) return;
  const isRefusedHereOnly =
    failure.reason === 'access_denied' &&
    looks.some(({ watermark, incomplete }) => watermark !== undefined && incomplete === undefined);
  if (!isRefusedHereOnly) throw failure;
}
