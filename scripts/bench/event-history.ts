/** What a user did, at the limit that CloudTrail has for each account and region: whether anything else than the limit takes time. */
import type { GivenEvent } from '../../test/support/fake-aws/lookup-envelope.ts';
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import type { Compared } from './compared.ts';
import type { HistorySearch } from './event-history-process.ts';
import type { Figure } from './figure.ts';
import { runProcess } from './run-process.ts';

const EVENTS = 2_000;
const PAGE = 50;
const PER_SECOND = 2;
const CALLS_IN_FLIGHT = 64;
const LATENCY_MS = 300;
const LIMIT = 1.15;

export async function measureEventHistory({ own }: Compared<string>): Promise<Figure[]> {
  const accounts = [{ accountId: '444455556666', csv: '', events: eventsOf('eve'), lookupsPerSecond: PER_SECOND }];
  await using aws: FakeAws = await startFakeAws({ accounts, latencyMs: LATENCY_MS });
  const args = ['eve', String(PER_SECOND), String(CALLS_IN_FLIGHT)];
  const { seconds, records, complete } = await runProcess<HistorySearch>(
    own,
    'event-history-process.ts',
    args,
    aws.url,
  );
  const ofLimit = EVENTS / PAGE / PER_SECOND;
  const throttled = aws.count('LookupEvents') - EVENTS / PAGE;
  return [
    {
      what: `${EVENTS.toLocaleString('en')} events of one user from the event history at ${PER_SECOND} requests a second, ${LATENCY_MS} ms a call, against the limit's own time`,
      limit: `at most ${LIMIT} times, none lost`,
      measured: `${(seconds / ofLimit).toFixed(2)} times (${seconds.toFixed(1)} s, ${records.toLocaleString('en')} events, ${throttled} calls throttled)`,
      held: seconds / ofLimit <= LIMIT && records === EVENTS && complete,
    },
  ];
}

/** So many in the last day, 1.3 KB each, as real ones are on average. */
function eventsOf(userName: string): GivenEvent[] {
  const now = Date.now();
  return Array.from({ length: EVENTS }, (_, index) => ({
    eventVersion: '1.11',
    eventID: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
    eventTime: new Date(now - 60_000 - index * 30_000).toISOString().replace(/\.\d+Z/, 'Z'),
    awsRegion: 'us-east-1',
    eventSource: 'iam.amazonaws.com',
    eventName: 'GetUser',
    readOnly: true,
    userIdentity: { type: 'IAMUser', userName, accessKeyId: 'AKIAIOSFODNN7EXAMPLE' },
    requestParameters: { userName },
    responseElements: null,
    userAgent: 'x'.repeat(900),
  }));
}
