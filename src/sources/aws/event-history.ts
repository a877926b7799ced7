/** What CloudTrail keeps of each account without being told to: the management events of 90 days, one region at a time. */
import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
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
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';
import { lookupAttributes } from './lookup-attribute.ts';
import { type LookupProgress, lookUpEvents, type Lookups } from './lookup-events.ts';
import { merged } from './merged.ts';
import type { Pace } from './pace.ts';
import { describeUnread, unreadableRecords } from './unread-region.ts';

const DAY = 24 * 60 * 60;
/** Source: CloudTrail user guide, "Working with CloudTrail event history". */
const KEPT = 90 * DAY;
const KEPT_ONLY = 'the event history goes back 90 days';

export interface EventHistoryInput {
  readonly access: AccountAccess;
  readonly accountName: string;
  /** 12 digits, where it is known. */
  readonly accountId?: string;
  /** Those of a question that names none. */
  readonly regions: readonly string[];
  readonly pace: Pace;
  /** Of calls of this kind. */
  readonly inPlace: InPlace;
  readonly clock: SteadyClock;
  readonly random: () => number;
}

export function createEventHistorySource(input: EventHistoryInput): ActivitySource {
  const { accountId, clock, regions: allRegions } = input;
  const lookupsIn = regionalLookups(input);
  return {
    search(question, { signal, onProgress }) {
      const coverage: ActivityCoverage[] = [];
      const { from, to } = windowOf(question, clock.now() / 1000);
      const progress = countProgress(onProgress);

      /** Says in the coverage how it ended. */
      async function* regionRecords(region: string, ended: AbortSignal): AsyncGenerator<unknown[]> {
        const unread: string[] = from > question.from ? [KEPT_ONLY] : [];
        let unreadable = 0;
        let oldest: UnixSeconds | undefined;
        try {
          for (const attribute of from > to ? [] : lookupAttributes(question)) {
            oldest = undefined;
            for await (const page of lookUpEvents(lookupsIn(region), { attribute, from, to }, progress, ended)) {
              const records = page.texts.flatMap((text) => parsed(text));
              unreadable += page.texts.length - records.length;
              oldest = page.oldest ?? oldest;
              progress.onRecords(records.length);
              yield records;
            }
          }
        } catch (error) {
          ended.throwIfAborted();
          if (!(error instanceof RefreshFailure)) throw error;
          unread.push(describeUnread(error, oldest));
        }
        if (unreadable > 0) unread.push(unreadableRecords(unreadable));
        coverage.push({
          ...(accountId !== undefined && { accountId }),
          region,
          from: Math.min(from, to),
          to,
          ...(unread.length > 0 && { incomplete: unread.join('; ') }),
        });
      }

      return { records: recordsOf(question.regions ?? allRegions, regionRecords, signal), coverage: () => coverage };
    },
  };
}

/** Of all regions at once: the limit of AWS is one of each. */
async function* recordsOf(
  regions: readonly string[],
  regionRecords: (region: string, signal: AbortSignal) => AsyncGenerator<unknown[]>,
  signal: AbortSignal,
): AsyncGenerator {
  signal.throwIfAborted();
  const ended = new AbortController();
  const stopped = new AbortController();
  signal.addEventListener('abort', () => ended.abort(signal.reason), { once: true, signal: stopped.signal });
  try {
    const all = [...new Set(regions)].map((region) => regionRecords(region, ended.signal));
    for await (const page of merged(all)) {
      for (const record of page) {
        signal.throwIfAborted();
        yield record;
      }
    }
    signal.throwIfAborted();
  } finally {
    stopped.abort();
    // Who reads may stop before the end.
    ended.abort();
  }
}

/** A client for each region, which share the session of the account's role. */
function regionalLookups(input: EventHistoryInput): (region: string) => Lookups {
  const { access, accountName, pace, inPlace, clock, random } = input;
  const clients = new Map<string, CloudTrailClient>();
  let credentials = access.settings.credentials;
  return (region) => {
    let client = clients.get(region);
    if (client === undefined) {
      // Retries of the SDK's own would not wait for their turn.
      client = new CloudTrailClient({ ...access.settings, credentials, region, maxAttempts: 1 });
      access.equip(client, [boundAnswers(JSON_ANSWERS)]);
      credentials = client.config.credentials;
      clients.set(region, client);
    }
    return { client, bucket: `${accountName} ${region}`, pace, inPlace, clock, random };
  };
}

/** As far back as AWS keeps events. */
function windowOf({ from, to }: ActivityQuestion, now: UnixSeconds): { from: UnixSeconds; to: UnixSeconds } {
  return { from: Math.max(from, Math.ceil(now - KEPT)), to };
}

/** What the text says; none: it is no JSON. The text holds the tokens of sessions, and is dropped here. */
function parsed(text: string | undefined): [unknown] | [] {
  try {
    return text === undefined ? [] : [JSON.parse(text)];
  } catch {
    return [];
  }
}

interface CountedProgress extends LookupProgress {
  readonly onRecords: (count: number) => void;
}

function countProgress(onProgress: ((progress: ActivityProgress) => void) | undefined): CountedProgress {
  let progress: ActivityProgress = { requests: 0, records: 0, throttled: 0 };
  const add = (more: Partial<ActivityProgress>): void => {
    const { requests = 0, records = 0, throttled = 0 } = more;
    progress = {
      requests: progress.requests + requests,
      records: progress.records + records,
      throttled: progress.throttled + throttled,
    };
    onProgress?.(progress);
  };
  return {
    onRequest: () => add({ requests: 1 }),
    onThrottled: (throttled) => add({ throttled }),
    onRecords: (records) => add({ records }),
  };
}
