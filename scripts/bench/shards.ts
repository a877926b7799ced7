/** Exporters that share the accounts of an organization, from nothing, with an AWS that is slow and throttles. */
import { setTimeout } from 'node:timers/promises';
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { rawRequest } from '../../test/support/raw-request.ts';
import { type BenchedExporter, startExporter } from './exporter.ts';
import { accountsOn, usersOn } from './fleet.ts';
import type { OrganizationFleet } from './organization-fleet.ts';
import { shardsOf } from './shard-sizes.ts';

export const LATENCY_MS = 100;
export const THROTTLED_SHARE = 0.05;
export const MAKING_MS = 10_000;
const SCRAPE_EVERY_MS = 7_000;
const POLL_MS = 100;

export interface ShardsOptions {
  readonly folder: string;
  readonly fleet: OrganizationFleet;
  /** Of each account. */
  readonly users: number;
  readonly totalShards: number;
  /** Those that run. */
  readonly shards: readonly number[];
  /** How long all accounts may take. */
  readonly seconds: number;
}

export interface ReadShards {
  readonly aws: FakeAws;
  readonly exporters: readonly BenchedExporter[];
  /** How many accounts each of them reads. */
  readonly sizes: readonly number[];
  /** From the start of the processes until all accounts are on the pages. */
  readonly seconds: number;
  /** Until the last account was asked for its tags. */
  readonly taggedAfter: number;
}

/** Starts the shards and calls `use` when each has read its accounts. */
export async function withShards<Result>(
  { folder, fleet, users, totalShards, shards, seconds }: ShardsOptions,
  use: (read: ReadShards) => Promise<Result>,
): Promise<Result> {
  const { accounts, organization, config, ids } = fleet;
  await using aws: FakeAws = await startFakeAws({
    accounts: accounts.map((account) => ({ ...account, makingMs: MAKING_MS })),
    organization,
    latencyMs: LATENCY_MS,
    throttledShare: THROTTLED_SHARE,
  });
  const shardOfEach = shardsOf(ids, totalShards);
  const sizes = shards.map((shard) => shardOfEach.filter((other) => other === shard).length);
  const begin = Date.now();
  const starting = shards.map((shard) => {
    const args = [`--shard=${shard}`, `--total-shards=${totalShards}`, '--web.enable-lifecycle'];
    return startExporter({ folder, config, awsUrl: aws.url, args });
  });
  try {
    const exporters = await Promise.all(starting);
    return await whileScraped(exporters, async () => {
      const taken = await Promise.all(
        exporters.map((exporter, index) => untilRead(exporter, sizes[index] ?? 0, users, seconds)),
      );
      const tagged = aws.requests.findLast(({ operation }) => operation === 'ListTagsForResource')?.at ?? begin;
      return use({ aws, exporters, sizes, seconds: Math.max(...taken), taggedAfter: (tagged - begin) / 1000 });
    });
  } finally {
    for (const started of await Promise.allSettled(starting)) {
      if (started.status === 'fulfilled') await started.value[Symbol.asyncDispose]();
    }
  }
}

/** Seconds from the start of the process. Throws if it takes longer than given. */
async function untilRead(exporter: BenchedExporter, count: number, users: number, seconds: number): Promise<number> {
  // The page is large and the probe is small, and this process is the AWS too.
  while (!(await isReady(exporter))) {
    if (since(exporter) > seconds) throw new Error(`a shard was not ready within ${seconds} s`);
    await setTimeout(POLL_MS);
  }
  // Also ready is one that has an account that failed.
  const isWhole = (page: string) => accountsOn(page) === count && usersOn(page) === count * (users + 1);
  const ready = since(exporter);
  if (isWhole(await exporter.page(() => true, seconds))) return ready;
  await exporter.page(isWhole, seconds - ready);
  return since(exporter);
}

async function isReady({ url }: BenchedExporter): Promise<boolean> {
  return (await rawRequest({ port: Number(new URL(url).port), path: '/-/ready' })).status === 200;
}

function since({ spawnedAt }: BenchedExporter): number {
  return (performance.now() - spawnedAt) / 1000;
}

/** Prometheus scrapes the exporters meanwhile, with gzip. */
async function whileScraped<Result>(
  exporters: readonly BenchedExporter[],
  measure: () => Promise<Result>,
): Promise<Result> {
  const stop = new AbortController();
  const headers = { 'accept-encoding': 'gzip' };
  const ended = exporters.map(async ({ url }) => {
    while (!stop.signal.aborted) {
      await rawRequest({ port: Number(new URL(url).port), path: '/metrics', headers });
      await setTimeout(SCRAPE_EVERY_MS, undefined, { signal: stop.signal }).catch(() => undefined);
    }
  });
  try {
    return await measure();
  } finally {
    stop.abort();
    await Promise.all(ended);
  }
}
