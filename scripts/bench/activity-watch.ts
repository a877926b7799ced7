/** The watch of many accounts, with a CloudTrail that is slow: how soon it looks at each, and whether reports wait for it. */
import { setTimeout } from 'node:timers/promises';
import { delay } from '../../test/support/fake-aws/faults.ts';
import { type FakeAws, type FakeRequest, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { rootSignIn } from '../../test/support/root-sign-in.ts';
import type { Compared } from './compared.ts';
import { type BenchedExporter, startExporter } from './exporter.ts';
import { type Figure, median } from './figure.ts';
import { fleetOf } from './fleet.ts';

const ACCOUNTS = 300;
const USERS = 50;
const LATENCY_MS = 100;
const LOOKUP_MS = 4_000;
const INTERVAL_S = 300;
/** Long enough for each account to be looked at twice. */
const SECONDS = 2.2 * INTERVAL_S;
const HOME = 'us-east-1';
const MORE_MEMORY = 1.2;
/** A refresh begins so late at most, and the distance between two has a jitter. */
const TURN_S = 5;
/** What a timer of the machine may be early by, as AWS sees it. */
const LEAST_DISTANCE_S = 0.95;

interface Run {
  /** Seconds from the start until every account was looked at; Infinity: not within the time. */
  readonly lookedAt: number;
  /** Seconds from one look at an account to the next, the longest of all. Absent: it does not watch. */
  readonly apart?: number;
  /** Seconds between two look-ups in a region of an account, the least of all. */
  readonly distance?: number;
  /** Seconds from one refresh of a report to the next. */
  readonly refreshes: readonly number[];
  readonly megabytes: number;
}

export async function measureActivityWatch({ own }: Compared<string>): Promise<Figure[]> {
  const [watching, without, signIn] = await Promise.all([run(own, true), run(own, false), untilRootSignIn(own)]);
  const { lookedAt: seconds, apart = Number.NaN, distance = Number.NaN } = watching;
  const memory = watching.megabytes / without.megabytes;
  const latest = Math.max(...watching.refreshes);
  const latestWithout = Math.max(...without.refreshes);
  const fleet = `the watch of ${ACCOUNTS} accounts, ${LOOKUP_MS / 1000} s a call`;
  return [
    {
      what: `${fleet}: from the start until every account was looked at`,
      limit: `at most ${INTERVAL_S} s`,
      measured: `${seconds.toFixed(0)} s (the next look at most ${apart.toFixed(0)} s after the first)`,
      held: seconds <= INTERVAL_S,
    },
    {
      what: `${fleet}: requests a second in a region of an account`,
      limit: 'at most 1',
      measured: `one in ${distance.toFixed(2)} s`,
      held: distance >= LEAST_DISTANCE_S,
    },
    {
      what: `${fleet}: longest time from one refresh of a report to the next, beside an exporter that does not watch`,
      limit: `at most ${TURN_S} s more`,
      measured: `${latest.toFixed(0)} s, ${latestWithout.toFixed(0)} s (median ${median(watching.refreshes).toFixed(0)} s, ${median(without.refreshes).toFixed(0)} s)`,
      held: latest <= latestWithout + TURN_S,
    },
    {
      what: `${fleet}: peak resident memory, against an exporter that does not watch`,
      limit: `at most ${MORE_MEMORY} times`,
      measured: `${memory.toFixed(2)} times (${watching.megabytes.toFixed(0)} MB)`,
      held: memory <= MORE_MEMORY,
    },
    {
      what: 'from a sign-in as root in CloudTrail until its finding is on the page, right after a look',
      limit: `at most one interval (${INTERVAL_S} s)`,
      measured: `${signIn.toFixed(0)} s`,
      held: signIn <= INTERVAL_S,
    },
  ];
}

const configOf = (watches: boolean) => ({
  refreshInterval: '1m',
  facts: { activity: { enabled: watches, interval: `${INTERVAL_S}s` } },
});

async function run(folder: string, watches: boolean): Promise<Run> {
  const { accounts, config } = fleetOf(ACCOUNTS, USERS);
  await using aws: FakeAws = await startFakeAws({ accounts, latencyMs: LATENCY_MS });
  aws.always('*', 'LookupEvents', delay(LOOKUP_MS - LATENCY_MS));
  await using exporter = await startExporter({ folder, config: { ...config, ...configOf(watches) }, awsUrl: aws.url });
  const all = watches ? await exporter.pageWithin((page) => lookedAt(page) === ACCOUNTS, SECONDS) : undefined;
  const seconds = since(exporter);
  await setTimeout((SECONDS - seconds) * 1000);
  const lookups = aws.requests.filter(({ operation }) => operation === 'LookupEvents');
  return {
    lookedAt: all === undefined ? Infinity : seconds,
    ...(watches && {
      apart: Math.max(...gaps(lookups.filter(isFirstQuestion), ({ accountId }) => accountId)),
      distance: Math.min(...gaps(lookups, ({ accountId, signingRegion }) => `${accountId} ${signingRegion}`)),
    }),
    refreshes: gaps(
      aws.requests.filter(({ operation }) => operation === 'GenerateCredentialReport'),
      ({ accountId }) => accountId,
    ),
    megabytes: (await exporter.peakMemory()) / 1e6,
  };
}

function lookedAt(page: string): number {
  return (
    page.match(/^iam_credential_exporter_activity_watermark_timestamp_seconds\{.*region="us-east-1"/gm)?.length ?? 0
  );
}

/** Each sweep of an account asks it once. */
function isFirstQuestion({ signingRegion, input }: FakeRequest): boolean {
  return signingRegion === HOME && JSON.stringify(input).includes('signin.amazonaws.com');
}

/** Seconds between one request and the next of the same. */
function gaps(requests: readonly FakeRequest[], of: (request: FakeRequest) => string): number[] {
  const last = new Map<string, number>();
  const found = requests.flatMap((request) => {
    const before = last.get(of(request));
    last.set(of(request), request.at);
    return before === undefined ? [] : [(request.at - before) / 1000];
  });
  if (found.length === 0) throw new Error('nothing was asked twice');
  return found;
}

/** The sign-in comes just after a look, which is the worst moment. */
async function untilRootSignIn(folder: string): Promise<number> {
  const { accounts, config } = fleetOf(1, USERS);
  await using aws: FakeAws = await startFakeAws({ accounts, latencyMs: LATENCY_MS });
  await using exporter = await startExporter({ folder, config: { ...config, ...configOf(true) }, awsUrl: aws.url });
  await exporter.page((page) => lookedAt(page) === 1, INTERVAL_S);
  const begin = performance.now();
  const [{ accountId } = { accountId: '' }] = accounts;
  aws.setLive(accountId, { events: [rootSignIn(accountId, Date.now())] });
  await exporter.page((page) => /^aws_iam_finding\{.*check="root-signed-in"/m.test(page), 2 * INTERVAL_S);
  return (performance.now() - begin) / 1000;
}

function since({ spawnedAt }: BenchedExporter): number {
  return (performance.now() - spawnedAt) / 1000;
}
