/** The event history of each account, for a command that asks about a key. */
import { withoutDoubles } from '../activity/doubles.ts';
import { type FoundEvent, searchActivity } from '../activity/search.ts';
import { refusedRecords } from '../activity/refused-records.ts';
import { firstRecords } from '../activity/first-records.ts';
import type { AwsAccount } from '../model/account.ts';
import type { ActivityCoverage, ActivityQuestion } from '../model/activity-source.ts';
import { type UnixSeconds } from '../model/time.ts';
import { createEventHistorySource, FORGOTTEN_MEANWHILE, KEPT } from '../sources/aws/event-history.ts';
import { createHistoryClients } from '../sources/aws/history-client.ts';
import { homeRegionOf } from '../sources/aws/watch-regions.ts';
import type { Progress } from './activity-progress.ts';
import type { Asking, AskingOutside } from './asking.ts';
import { ALL_OF_THE_RATE, createHistoryPace } from './history-pace.ts';
import type { KeyAccount } from './key-owners.ts';

export interface EventHistory {
  readonly accountId: string;
  readonly accountName: string;
  /** Where IAM and the global endpoint of STS write their events. */
  readonly homeRegion: string;
  /** The region of the configuration or of the environment; that of IAM where there is none. */
  readonly ownRegion: string;
  /** Throws the signal's reason when aborted. */
  readonly find: (question: HistoryQuestion, signal: AbortSignal) => Promise<FoundEvents>;
  /** How far back there are events. */
  readonly from: UnixSeconds;
}

export interface HistoryQuestion extends Pick<ActivityQuestion, 'subject' | 'events'> {
  readonly regions: readonly string[];
  /** Absent: all that AWS keeps. */
  readonly from?: UnixSeconds;
  readonly to?: UnixSeconds;
  /** Of records that are read. */
  readonly most?: number;
}

export interface FoundEvents {
  /** The newest first. */
  readonly events: readonly FoundEvent['event'][];
  readonly coverage: readonly ActivityCoverage[];
}

/** By the id of the account. undefined: it is not in the configuration. */
export type EventHistories = (accountId: string) => EventHistory | undefined;

export async function createEventHistories(
  accounts: readonly KeyAccount[],
  asking: Asking,
  outside: AskingOutside,
  progress: Pick<Progress, 'search'>,
  now: UnixSeconds,
): Promise<EventHistories> {
  const shared = { ...createHistoryPace(outside.clock, ALL_OF_THE_RATE), historyOf: createHistoryClients() };
  const histories = new Map<string, EventHistory>();
  for (const { account, id } of accounts) {
    if (!id.ok || histories.has(id.value)) continue;
    const accountId = id.value;
    const accountName = account.name;
    const access = asking.access.to(account);
    const ownRegion = await regionOf(access.settings.region);
    const homeRegion = homeOf(account, ownRegion);
    const source = createEventHistorySource({ ...shared, ...outside, access, accountName, accountId, regions: [] });
    const from = now - KEPT + FORGOTTEN_MEANWHILE;
    histories.set(accountId, {
      accountId,
      accountName,
      ownRegion: ownRegion ?? homeRegion,
      homeRegion,
      from,
      async find({ most = Infinity, ...question }, signal) {
        const search = searchActivity(
          firstRecords(source, most),
          { from, to: now, ...question, accountId },
          { signal, onProgress: progress.search() },
        );
        const found: Pick<FoundEvent, 'event'>[] = [];
        for await (const { event } of search.events) found.push({ event });
        const refused = refusedRecords(search.refused());
        return {
          events: withoutDoubles(found)
            .map(({ event }) => event)
            .sort((one, other) => other.time - one.time),
          coverage: search.coverage().map((each) => withRefused(each, refused)),
        };
      },
    });
  }
  return (accountId) => histories.get(accountId);
}

/** Of which region they are, their records may not say. */
function withRefused(covered: ActivityCoverage, refused: readonly string[]): ActivityCoverage {
  if (refused.length === 0) return covered;
  const before = covered.incomplete === undefined ? [] : [covered.incomplete];
  return { ...covered, incomplete: [...before, ...refused].join('; ') };
}

/** undefined: the shared files of AWS name one that is none, which the questions to IAM say too. */
async function regionOf(region: string | (() => Promise<string>)): Promise<string | undefined> {
  try {
    return typeof region === 'string' ? region : await region();
  } catch {
    return undefined;
  }
}

/** Where IAM writes its events. The partition is in the ARN of the role; without one, in the name of the region. */
function homeOf({ roleArn = '' }: AwsAccount, ownRegion: string | undefined): string {
  const [, partition = 'aws'] = roleArn.split(':');
  return homeRegionOf(partition === 'aws' ? (ownRegion ?? '') : `${partition.replace('aws-', '')}-`);
}
