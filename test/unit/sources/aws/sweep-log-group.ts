import { readSightings } from '../../../../src/activity/read-sightings.ts';
import type { FactSource } from '../../../../src/model/fact-source.ts';
import type { Activity } from '../../../../src/model/facts/activity.ts';
import { createLogWatch } from '../../../../src/sources/aws/activity-log-watch.ts';
import { accessBy } from '../../../support/account-access.ts';
import { setAwsEnvironment } from '../../../support/aws-environment.ts';
import { ACCOUNT, type CloudTrailRecord, OTHER_ACCOUNT, record } from '../../../support/cloudtrail-records.ts';
import { factRequest } from '../../../support/fact-request.ts';
import type { GivenLogGroup } from '../../../support/fake-aws/log-groups.ts';
import type { GivenEvent } from '../../../support/fake-aws/lookup-envelope.ts';
import { startFakeAwsForTest } from '../../../support/fake-aws/per-test.ts';
import type { FakeAws, FakeRequest } from '../../../support/fake-aws/server.ts';
import { rootSignIn as rootSignInAt } from '../../../support/root-sign-in.ts';
import type { PassingClock } from '../../../support/passing-clock.ts';
import { WATCH_PATTERNS } from '../../../../src/sources/aws/watch-patterns.ts';
import { clockAtNow, NOW } from './search-history.ts';
import { HOUR, MINUTE } from './sweep-events.ts';

export const now = Date.parse(NOW) / 1000;
const REGION = 'eu-central-1';
const AUDIT = '999999999999';
const ARN = `arn:aws:logs:${REGION}:${AUDIT}:log-group:organization`;
const INTERVAL = 5 * MINUTE;

export interface SweepOptions {
  readonly lookBack?: number;
  readonly signal?: AbortSignal;
}

export interface LogWatched {
  readonly fake: FakeAws;
  readonly clock: PassingClock;
  /** What the log group has from now on. */
  readonly setRecords: (records: readonly CloudTrailRecord[]) => void;
  /** Asks for the account, with what it gave last. */
  readonly sweep: (accountId: string, last?: Activity, options?: SweepOptions) => Promise<Activity>;
  /** Another exporter, which knows nothing. */
  readonly restart: () => void;
}

/** A log group with these records, which CloudTrail has written two minutes after each, and the watch over it. */
export async function watchGroup(
  records: readonly CloudTrailRecord[],
  more: Partial<GivenLogGroup> = {},
  onRequest: (request: FakeRequest) => void = () => undefined,
): Promise<LogWatched> {
  const clock = clockAtNow();
  const groupOf = (given: readonly CloudTrailRecord[]) => [{ arn: ARN, lines: given.map(toLine), ...more }];
  const account = { accountId: AUDIT, csv: 'user', logGroups: groupOf(records) };
  const fake = await startFakeAwsForTest({ accounts: [account], now: () => clock.now(), onRequest });
  setAwsEnvironment(fake.url);
  // The retries of the SDK wait by the clock of the machine.
  process.env.AWS_MAX_ATTEMPTS = '1';
  let lookBack = 24 * HOUR;
  const make = () => createWatch(clock, () => lookBack * 1000);
  let watch = make();
  let sources = new Map<string, FactSource<Activity>>();
  return {
    fake,
    clock,
    setRecords: (next) => fake.setLive(AUDIT, { logGroups: groupOf(next) }),
    restart() {
      watch = make();
      sources = new Map();
    },
    sweep(accountId, last, options = {}) {
      lookBack = options.lookBack ?? lookBack;
      const { signal } = options;
      const source = sources.get(accountId) ?? watch(() => Promise.resolve(accountId));
      sources.set(accountId, source);
      const askedAt = clock.now() / 1000;
      const request = factRequest({ askedAt, newerThan: askedAt - INTERVAL, ...(signal !== undefined && { signal }) });
      return source.fetch(request, last);
    },
  };
}

function createWatch(clock: PassingClock, lookBack: () => number) {
  const to = accessBy(clock);
  return createLogWatch({
    access: to({ source: 'aws', name: 'audit', owner: '' }),
    group: { arn: ARN, region: REGION, account: 'audit' },
    clock,
    random: () => 0,
    lookBack,
    readSightings,
  });
}

function toLine(given: CloudTrailRecord) {
  return { timestamp: Date.parse(String(given.eventTime)) + 2 * 60_000, message: JSON.stringify(given) };
}

/** Of so many seconds ago, by the beginning of the test. */
export function ago(seconds: number, values: CloudTrailRecord = {}): CloudTrailRecord {
  return record({ eventTime: timeAgo(seconds), ...values });
}

function timeAgo(seconds: number): string {
  return new Date((now - seconds) * 1000).toISOString().replace('.000Z', 'Z');
}

/** In the first account, unless the values name another one. */
export function rootSignIn(secondsAgo: number, values: Partial<GivenEvent> = {}): CloudTrailRecord {
  const { recipientAccountId: accountId = ACCOUNT } = values;
  return rootSignInAt(String(accountId), (now - secondsAgo) * 1000, values);
}

/** A record that nobody looks for, of each account: CloudTrail has come so far. */
export function alive(secondsAgo: number, ...accounts: readonly string[]): CloudTrailRecord[] {
  return (accounts.length === 0 ? [ACCOUNT, OTHER_ACCOUNT] : accounts).map((recipientAccountId) =>
    ago(secondsAgo, { recipientAccountId }),
  );
}

/** The time that was asked for with each pattern, in seconds from the beginning of the test; the newest record of an account by its id. */
export function askedOf(fake: FakeAws): { readonly pattern: string; readonly from: number; readonly to: number }[] {
  return fake.requests
    .filter(({ operation }) => operation === 'FilterLogEvents')
    .map(({ input = {} }) => {
      const text = String(input.filterPattern);
      const [, account] = /recipientAccountId = "(\d+)"/.exec(text) ?? [];
      const pattern = WATCH_PATTERNS.find(({ pattern }) => pattern === text)?.id ?? account ?? 'newest';
      return { pattern, from: Number(input.startTime) / 1000 - now, to: Number(input.endTime) / 1000 - now };
    });
}

export function userCreated(secondsAgo: number, userName: string, values: CloudTrailRecord = {}): CloudTrailRecord {
  return ago(secondsAgo, { eventName: 'CreateUser', requestParameters: { userName }, readOnly: false, ...values });
}

/** What an account gave that was read to the end until then. */
export function readUntil(watermark: number): Activity {
  const looks = WATCH_PATTERNS.map(({ id, finds }) => ({ region: 'us-east-1', question: id, finds, watermark }));
  return { source: 'logs', homeRegion: 'us-east-1', sightings: [], looks };
}
