import type { ActivityCoverage, ActivityProgress, ActivityQuestion } from '../../../../src/model/activity-source.ts';
import type { SteadyClock } from '../../../../src/model/clock.ts';
import type { InPlace } from '../../../../src/model/places.ts';
import { createEventHistorySource } from '../../../../src/sources/aws/event-history.ts';
import { createHistoryClients } from '../../../../src/sources/aws/history-client.ts';
import { createPace } from '../../../../src/sources/aws/pace.ts';
import { accessBy } from '../../../support/account-access.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import type { FakeAccountOptions } from '../../../support/fake-aws/account.ts';
import type { GivenEvent } from '../../../support/fake-aws/lookup-envelope.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import type { FakeAws, FakeRequest } from '../../../support/fake-aws/server.ts';
import { PassingClock } from '../../../support/passing-clock.ts';

const ACCOUNT_ID = '111122223333';
export const NOW = '2026-11-30T12:00:00Z';
/** The shortest deadline is that of the credential chain; AWS is waited for twice as long. */
const DEADLINE_MS = 30_000;
const DAY = 24 * 60 * 60;

export function clockAtNow(): PassingClock {
  return new PassingClock(NOW, DEADLINE_MS);
}

export interface StartedFake {
  readonly fake: FakeAws;
  readonly clock: PassingClock;
}

/** An AWS with one account, to which the SDK's default chain leads, and whose time is that of the clock. */
export async function startFake(
  options: Omit<FakeAccountOptions, 'accountId' | 'csv'>,
  onRequest: (request: FakeRequest) => void = () => undefined,
): Promise<StartedFake> {
  const clock = clockAtNow();
  const account = { accountId: ACCOUNT_ID, csv: 'user', ...options };
  const fake = await startFakeAwsForTest({ accounts: [account], now: () => clock.now(), onRequest });
  setAwsEnvironment(fake.url);
  return { fake, clock };
}

/** So many events, one a minute until a minute ago, newest first. */
export function eventsOfMinutes(count: number, more: Partial<GivenEvent> = {}): GivenEvent[] {
  return Array.from({ length: count }, (_, index) => eventAt((index + 1) * 60, { eventID: `event-${index}`, ...more }));
}

/** One of so many seconds ago. */
export function eventAt(secondsAgo: number, more: Partial<GivenEvent> = {}): GivenEvent {
  const eventTime = new Date(Date.parse(NOW) - secondsAgo * 1000).toISOString().replace('.000Z', 'Z');
  return {
    eventID: `event-of-${secondsAgo}`,
    eventTime,
    awsRegion: 'us-east-1',
    eventSource: 'iam.amazonaws.com',
    eventName: 'ListUsers',
    userIdentity: { type: 'IAMUser', userName: 'eve', accessKeyId: 'AKIAEVE' },
    ...more,
  };
}

/** What anybody did in the last day. */
export function question(more: Partial<ActivityQuestion> = {}): ActivityQuestion {
  const to = Date.parse(NOW) / 1000;
  return { subject: { of: 'anybody' }, events: [], from: to - DAY, to, ...more };
}

export interface SearchOptions {
  readonly regions?: readonly string[];
  readonly perSecond?: number;
  readonly signal?: AbortSignal;
  readonly inPlace?: InPlace;
  readonly roleArn?: string;
  /** Reads no further. */
  readonly stopAfter?: number;
  readonly onRecord?: (count: number) => void | Promise<void>;
}

export interface Searched {
  /** The ids of the events that came. */
  readonly ids: readonly string[];
  readonly coverage: readonly ActivityCoverage[];
  readonly progress: ActivityProgress | undefined;
}

export async function searchHistory(
  clock: SteadyClock,
  asked: ActivityQuestion,
  { regions = ['us-east-1'], perSecond = 2, roleArn, stopAfter, onRecord, ...options }: SearchOptions = {},
): Promise<Searched> {
  const inPlace: InPlace = options.inPlace ?? ((_account, call) => call());
  const to = accessBy(clock);
  const account = { source: 'aws', name: 'production', owner: '', ...(roleArn !== undefined && { roleArn }) } as const;
  const source = createEventHistorySource({
    access: to(account),
    historyOf: createHistoryClients(),
    accountName: 'production',
    accountId: ACCOUNT_ID,
    regions,
    pace: createPace(perSecond, clock),
    inPlace,
    clock,
    random: () => 0,
  });
  let progress: ActivityProgress | undefined;
  const { signal = new AbortController().signal } = options;
  const search = source.search(asked, { signal, onProgress: (next) => (progress = next) });
  const ids: string[] = [];
  for await (const record of search.records) {
    ids.push((record as GivenEvent).eventID);
    await onRecord?.(ids.length);
    if (ids.length === stopAfter) break;
  }
  return { ids, coverage: search.coverage(), progress };
}
