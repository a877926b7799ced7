/** What CloudTrail keeps of each account without being told to: the management events of 90 days, one region at a time. */
import type {
  ActivityCoverage,
  ActivityProgress,
  ActivityQuestion,
  ActivitySource,
} from '../../model/activity-source.ts';
import type { SteadyClock } from '../../model/clock.ts';
import type { InPlace } from '../../model/places.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import type { UnixSeconds } from '../../model/time.ts';
import type { AccountAccess } from './account-access.ts';
import { createHistoryClients } from './history-clients.ts';
import { lookupAttributes } from './lookup-attribute.ts';
import { type LookupProgress, lookUpEvents } from './lookup-events.ts';
import { merged } from './merged.ts';
import type { Pace } from './pace.ts';
import { describeUnread, KEPT_ONLY, OF_ANOTHER, unreadableRecords } from './unread-region.ts';

/** Source: CloudTrail user guide, "Working with CloudTrail event history". */
const KEPT = 90 * 24 * 60 * 60;

export interface EventHistoryInput {
  readonly access: AccountAccess;
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
  const { access, accountName, accountId, regions: allRegions, ...rest } = input;
  const clientIn = createHistoryClients(access);

  async function* pages(region: string, question: ActivityQuestion, progress: Counted, signal: AbortSignal) {
    const lookups = { client: clientIn(region), bucket: `${accountName} ${region}`, ...rest };
    for (const attribute of lookupAttributes(question)) {
      yield* lookUpEvents(lookups, { attribute, ...question }, progress, signal);
    }
  }

  /** The records of a region in arrays, and in the end what of it was covered. */
  async function* readRegion(region: string, question: ActivityQuestion, progress: Counted, signal: AbortSignal) {
    const earliest = Math.ceil(rest.clock.now() / 1000 - KEPT);
    const { from, to } = { from: Math.max(question.from, earliest), to: Math.max(question.to, earliest) };
    const unread = from > question.from ? [KEPT_ONLY] : [];
    const isOfAnother = (question.accountId ?? accountId) !== accountId;
    if (isOfAnother) unread.push(OF_ANOTHER);
    let unreadable = 0;
    let oldest: UnixSeconds | undefined;
    try {
      const isAsked = question.to >= earliest && !isOfAnother;
      for await (const page of isAsked ? pages(region, { ...question, from, to }, progress, signal) : []) {
        const records = page.texts.flatMap((text) => parsed(text));
        unreadable += page.texts.length - records.length;
        oldest = page.oldest;
        progress.onRecords(records.length);
        yield { records };
      }
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof RefreshFailure)) throw error;
      unread.push(describeUnread(error, oldest));
    }
    if (unreadable > 0) unread.push(unreadableRecords(unreadable));
    const incomplete = unread.length > 0 && { incomplete: unread.join('; ') };
    yield { covered: { ...(accountId !== undefined && { accountId }), region, from, to, ...incomplete } };
  }

  return {
    search(question, { signal, onProgress }) {
      const coverage: ActivityCoverage[] = [];
      const regions = [...new Set(question.regions ?? allRegions)];
      const progress = counted(onProgress);

      // Of all regions at once: the limit of AWS is one of each.
      const start = (ended: AbortSignal) => regions.map((region) => readRegion(region, question, progress, ended));
      async function* records(): AsyncGenerator {
        for await (const { records: found = [], covered } of merged(start, signal)) {
          if (covered !== undefined) coverage.push(covered);
          for (const record of found) {
            signal.throwIfAborted();
            yield record;
          }
        }
      }
      return { records: records(), coverage: () => coverage };
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

interface Counted extends LookupProgress {
  readonly onRecords: (count: number) => void;
}

function counted(onProgress: (progress: ActivityProgress) => void = () => undefined): Counted {
  let progress: ActivityProgress = { requests: 0, records: 0, throttled: 0 };
  const add = (kind: keyof typeof progress, count: number): void => {
    progress = { ...progress, [kind]: (progress[kind] ?? 0) + count };
    onProgress(progress);
  };
  return {
    onRequest: () => add('requests', 1),
    onThrottled: (seconds) => add('throttled', seconds),
    onRecords: (count) => add('records', count),
  };
}
