/** What CloudTrail keeps of each account without being told to: the management events of 90 days, one region at a time. */
import type { ActivityCoverage, ActivityQuestion, ActivitySource } from '../../model/activity-source.ts';
import type { SteadyClock } from '../../model/clock.ts';
import type { InPlace } from '../../model/places.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import { SECONDS_PER_DAY, type UnixSeconds } from '../../model/time.ts';
import type { AccountAccess } from './account-access.ts';
import type { HistoryOf } from './history-client.ts';
import { lookupAttributes } from './lookup-attribute.ts';
import { lookUpEvents } from './lookup-events.ts';
import { merged } from './merged.ts';
import type { Pace } from './pace.ts';
import { countedWaiting, type SearchProgress } from './search-progress.ts';
import { describeUnread, KEPT_ONLY, NOT_ENDED, OF_ANOTHER, unreadableRecords } from './unread-region.ts';

/** Seconds for which AWS keeps events. Source: CloudTrail user guide, "Working with CloudTrail event history". */
export const KEPT = 90 * SECONDS_PER_DAY;
/** Seconds: between a question about 90 days and the answer, AWS forgets its first moments. */
export const FORGOTTEN_MEANWHILE = 60 * 60;

export interface EventHistoryInput {
  readonly access: AccountAccess;
  readonly historyOf: HistoryOf;
  readonly accountName: string;
  /** 12 digits, where it is known. */
  readonly accountId?: string;
  /** Those of a question that names none. */
  readonly regions: readonly string[];
  readonly pace: Pace;
  /**
   * Bounds the calls in flight, each by its account and region. Not the places of IAM: a search makes calls in all regions at once,
   * each of which may take long, and the reports of other accounts must not wait for them.
   */
  readonly inPlace: InPlace;
  readonly clock: SteadyClock;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
}

export function createEventHistorySource(input: EventHistoryInput): ActivitySource {
  const { access, historyOf, accountName, accountId, regions: allRegions, pace, inPlace, clock, random } = input;

  async function* pages(region: string, question: ActivityQuestion, progress: SearchProgress, signal: AbortSignal) {
    const bucket = `${accountName} ${region}`;
    const lookups = { lookUpPage: historyOf(access, region), bucket, pace, inPlace, clock, progress };
    for (const attribute of lookupAttributes(question))
      yield* lookUpEvents(lookups, { attribute, ...question }, signal);
  }

  return {
    search(question, { signal, onProgress }) {
      const progress = countedWaiting({ clock, random }, onProgress);
      const regions = [...new Set(question.regions ?? allRegions)];
      const earliest = Math.ceil(clock.now() / 1000 - KEPT);
      const isOfAnother = (question.accountId ?? accountId) !== accountId;
      const isAsked = question.to >= earliest && !isOfAnother;
      const window = { from: Math.max(question.from, earliest), to: Math.max(question.to, earliest) };
      const always = [
        ...(window.from - question.from > FORGOTTEN_MEANWHILE ? [KEPT_ONLY] : []),
        ...(isOfAnother ? [OF_ANOTHER] : []),
      ];
      const unread = new Map<string, readonly string[]>();

      async function* readRegion(region: string, ended: AbortSignal): AsyncGenerator<readonly unknown[]> {
        const missing = [...always];
        let unreadable = 0;
        let oldest: UnixSeconds | undefined;
        try {
          for await (const page of isAsked ? pages(region, { ...question, ...window }, progress, ended) : []) {
            const records = page.texts.flatMap((text) => parsed(text));
            unreadable += page.texts.length - records.length;
            ({ oldest } = page);
            yield records;
          }
        } catch (error) {
          ended.throwIfAborted();
          if (!(error instanceof RefreshFailure)) throw error;
          missing.push(describeUnread(error, oldest));
        }
        if (unreadable > 0) missing.push(unreadableRecords(unreadable));
        unread.set(region, missing);
      }

      async function* records(): AsyncGenerator {
        // Of all regions at once: the limit of AWS is one of each.
        const start = (ended: AbortSignal) => regions.map((region) => readRegion(region, ended));
        for await (const page of merged(start, signal)) {
          for (const record of page) {
            signal.throwIfAborted();
            progress.onRecord();
            yield record;
          }
        }
      }

      const coverageOf = (region: string): ActivityCoverage => {
        const missing = unread.get(region) ?? [NOT_ENDED];
        const incomplete = missing.length > 0 && { incomplete: missing.join('; ') };
        return { ...(accountId !== undefined && { accountId }), region, ...window, ...incomplete };
      };
      return { records: records(), coverage: () => regions.map(coverageOf) };
    },
  };
}

/** What the text says; nothing: it is no JSON. The text holds the tokens of sessions, and is dropped here. */
function parsed(text: string | undefined): [record: unknown] | [] {
  try {
    return text === undefined ? [] : [JSON.parse(text)];
  } catch {
    return [];
  }
}
