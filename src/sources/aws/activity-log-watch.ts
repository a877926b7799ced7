/**
 * The watch over the log group of an organization: the same facts as from the event history of each account, for a few requests for all of them.
 * The log group says nothing of what it lacks, so that an account was read no further than to its newest record.
 */
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import type { SteadyClock } from '../../model/clock.ts';
import type { FactSource } from '../../model/fact-source.ts';
import type { Activity, ActivityLook, Sighting } from '../../model/facts/activity.ts';
import type { LogGroup } from '../../model/log-group.ts';
import { type FailureReason, RefreshFailure } from '../../model/refresh-failure.ts';
import type { UnixSeconds } from '../../model/time.ts';
import type { AccountAccess } from './account-access.ts';
import { boundAnswers, JSON_ANSWERS } from './bound-answers.ts';
import { type LogRecords, readLogGroup } from './log-events.ts';
import { createLogReach, type Reach } from './log-reach.ts';
import { createLogSweep, type SweptPattern } from './log-sweep.ts';
import { createNewestSightings } from './newest-sightings.ts';
import { createPace } from './pace.ts';
import { createSharedSweep } from './shared-sweep.ts';
import { NOT_ENDED } from './unread-region.ts';
import { late } from './until-aborted.ts';
import { oldestKept, type Timing, timingOf, unreadFrom } from './watch-look.ts';
import { WATCH_PATTERNS, type WatchPattern } from './watch-patterns.ts';
import { homeRegionOf } from './watch-regions.ts';

/** AWS answers five a second in the account and region of the group, whoever asks. */
const REQUESTS_PER_SECOND = 2;
const REFUSALS: ReadonlySet<FailureReason> = new Set(['access_denied', 'assume_role_denied']);

export interface LogWatchInput {
  /** To the account by whose credentials the group is read. */
  readonly access: AccountAccess;
  readonly group: LogGroup;
  readonly clock: SteadyClock;
  /** In [0, 1), for jitter. */
  readonly random: () => number;
  /** Milliseconds that the first sweep looks back, as they are configured now. */
  readonly lookBack: () => number;
  readonly readSightings: (record: unknown) => readonly Sighting[];
}

/** @returns the source of an account of which AWS or the configuration says the id; all of them share the reading. */
export function createLogWatch(
  input: LogWatchInput,
): (accountId: (signal: AbortSignal) => Promise<string>) => FactSource<Activity> {
  const { clock, lookBack } = input;
  const home = homeRegionOf(input.group.region);
  const records = pacedRecords(input);
  const reach = createLogReach(records, home);
  const { run, swept, sightingsOf } = createLogSweep({ ...input, home, records, reach });
  const isRead = (from: UnixSeconds) => WATCH_PATTERNS.every((pattern) => isReadSince(swept(pattern), from));
  const sweep = createSharedSweep({ run, isRead, clock });

  return (idOf) => ({
    async fetch(request, last) {
      const { signal } = request;
      const accountId = await idOf(signal);
      const timing = timingOf(request, lookBack());
      const before = WATCH_PATTERNS.map((pattern) => last?.looks.find(({ question }) => question === pattern.id));
      const from = Math.min(...before.map((look) => unreadFrom(look, timing)));
      await sweep({ from, maxAge: timing.interval / 2 }, signal);
      if (signal.aborted && WATCH_PATTERNS.every((pattern) => swept(pattern) === undefined)) signal.throwIfAborted();
      const reached = signal.aborted ? { incomplete: late(signal) } : await reach.of(accountId, timing.now, signal);
      const looks = WATCH_PATTERNS.map((pattern, index) =>
        lookOf(pattern, before[index], { swept: swept(pattern), reached, from, home, timing }),
      );
      const sightings = createNewestSightings([...(last?.sightings ?? []), ...sightingsOf(accountId)]);
      return { source: 'logs', sightings: sightings.list(oldestKept(timing)), homeRegion: home, looks };
    },
  });
}

function pacedRecords({ access, group, clock, random }: LogWatchInput) {
  const { settings, equip } = access;
  const client = new CloudWatchLogsClient({ ...settings, region: group.region });
  equip(client, [boundAnswers(JSON_ANSWERS)]);
  const pace = createPace(REQUESTS_PER_SECOND, clock);
  const waiting = { clock, random, onThrottled: () => pace.throttled(group.arn) };
  const records = readLogGroup(client, group.arn, waiting, (signal) => pace.turn(group.arn, signal));
  return withReader(records, group.account);
}

/** The failure is one of every account, and none of their own permissions would mend it. */
function withReader(records: LogRecords, reader: string): LogRecords {
  return async function* (search, signal) {
    try {
      yield* records(search, signal);
    } catch (error) {
      if (!(error instanceof RefreshFailure) || !REFUSALS.has(error.reason)) throw error;
      const who = `; the log group is read by the credentials of account ${reader}, see logs.account of the configuration`;
      throw new RefreshFailure(error.reason, error.message + who, { cause: error.cause });
    }
  };
}

function isReadSince(swept: SweptPattern | undefined, from: UnixSeconds): boolean {
  return swept?.since !== undefined && swept.since <= from;
}

interface Found {
  readonly swept: SweptPattern | undefined;
  readonly reached: Reach;
  /** Since when the account needs to have been read. */
  readonly from: UnixSeconds;
  readonly home: string;
  readonly timing: Timing;
}

/** @param before what the account's look was; its watermark stays where no more is known. */
function lookOf(pattern: WatchPattern, before: ActivityLook | undefined, found: Found): ActivityLook {
  const { swept, reached, from, home, timing } = found;
  const isRead = isReadSince(swept, from);
  const { watermark: readTo, triedAt, rereadAt, incomplete: unread } = swept?.look ?? {};
  const isKnown = isRead && readTo !== undefined && reached.time !== undefined;
  const watermarks = [
    ...(before?.watermark === undefined ? [] : [Math.min(before.watermark, timing.now)]),
    ...(isKnown ? [Math.min(readTo, reached.time)] : []),
  ];
  const lookBack = (isKnown ? swept?.look : before)?.lookBack;
  const incomplete = unread ?? reached.incomplete ?? (isRead ? undefined : NOT_ENDED);
  return {
    region: home,
    question: pattern.id,
    finds: pattern.finds,
    ...(watermarks.length > 0 && { watermark: Math.max(...watermarks) }),
    ...(lookBack !== undefined && { lookBack }),
    ...(triedAt !== undefined && { triedAt }),
    ...(rereadAt !== undefined && { rereadAt }),
    ...(incomplete !== undefined && { incomplete }),
  };
}
