/** All shards of an organization at once, beside an exporter with as many users in one account as each of them has in hundreds. */
import { setTimeout } from 'node:timers/promises';
import { faults } from '../../test/support/fake-aws/faults.ts';
import type { FakeAws } from '../../test/support/fake-aws/server.ts';
import { type BenchedExporter, startExporter } from './exporter.ts';
import { usersOn } from './fleet.ts';
import { organizationOf } from './organization-fleet.ts';
import { reportCallsTo } from './report-calls.ts';
import { reportOf } from './reports.ts';
import { type ReadShards, slowAws, whileScraped, withShards } from './shards.ts';

/** A shard whose tags are throttled is slower by half for five minutes at a time. */
export const ALL_SECONDS = 900;
const ROUND_SECONDS = 60;
/** Twice as long as the exporter takes to see what is due. */
const SETTLED_MS = 10_000;
const LARGE_ACCOUNT = '444455556666';

export interface FleetRun extends Pick<ReadShards, 'seconds' | 'taggedAfter'> {
  /** The most that was ever resident, of each shard, */
  readonly megabytes: readonly number[];
  /** and of the exporter of one account. */
  readonly megabytesOfOne: number;
  readonly usersOfOne: number;
  /** Requests until all was read, without those that AWS throttled. */
  readonly first: Asked & { readonly tagged: number };
  /** Requests of a round in which nothing but the list was due. */
  readonly again: Asked;
}

interface Asked {
  readonly lists: number;
  readonly tags: number;
  readonly reports: number;
}

export interface FleetRunOptions {
  readonly folder: string;
  readonly accounts: number;
  /** Of each account. */
  readonly users: number;
  readonly totalShards: number;
}

export async function readFleet({ folder, accounts, users, totalShards }: FleetRunOptions): Promise<FleetRun> {
  const fleet = organizationOf(accounts, users);
  const usersOfOne = (accounts * users) / totalShards;
  const shards = Array.from({ length: totalShards }, (_, shard) => shard);
  await using awsOfOne = await slowAws([{ accountId: LARGE_ACCOUNT, csv: reportOf(usersOfOne, LARGE_ACCOUNT) }]);
  const config = { accounts: [{ name: 'large', roleArn: `arn:aws:iam::${LARGE_ACCOUNT}:role/bench` }] };
  await using one = await startExporter({ folder, config, awsUrl: awsOfOne.url });
  const options = { folder, fleet, users, totalShards, shards, seconds: ALL_SECONDS };
  return await whileScraped([one], () =>
    withShards(options, async ({ aws, exporters, seconds, taggedAfter }) => {
      const requests = await countRequests(aws, exporters);
      await one.page((page) => usersOn(page) === usersOfOne + 1, ROUND_SECONDS);
      const megabytes = await Promise.all(exporters.map(megabytesOf));
      return { seconds, taggedAfter, ...requests, megabytes, megabytesOfOne: await megabytesOf(one), usersOfOne };
    }),
  );
}

async function megabytesOf(exporter: BenchedExporter): Promise<number> {
  return (await exporter.peakMemory()) / 1e6;
}

async function countRequests(
  aws: FakeAws,
  exporters: readonly BenchedExporter[],
): Promise<Pick<FleetRun, 'first' | 'again'>> {
  const before = asked(aws);
  const named = aws.requests.filter(({ operation }) => operation === 'ListTagsForResource');
  const tagged = new Set(named.map(({ input }) => input?.ResourceId)).size;
  // From here on the numbers say by themselves what was asked.
  aws.always('*', '*', faults.none);
  await Promise.all(exporters.map(listAgain));
  await setTimeout(SETTLED_MS);
  const after = asked(aws);
  const again = {
    lists: after.lists - before.lists,
    tags: after.tags - before.tags,
    reports: after.reports - before.reports,
  };
  return { first: { ...before, tagged }, again };
}

function asked(aws: FakeAws): Asked {
  return {
    lists: aws.count('ListAccounts') - aws.throttled('ListAccounts'),
    tags: aws.count('ListTagsForResource') - aws.throttled('ListTagsForResource'),
    reports: reportCallsTo(aws),
  };
}

/** Resolves when the exporter has a newer list: a reload makes it due at once, which is every 15 minutes otherwise. */
async function listAgain(exporter: BenchedExporter): Promise<void> {
  const before = listedAt(await exporter.page(() => true, ROUND_SECONDS));
  const { status } = await fetch(`${exporter.url}/-/reload`, { method: 'POST' });
  if (status !== 200) throw new Error(`the exporter answered a reload with ${status}`);
  await exporter.page((page) => listedAt(page) > before, ROUND_SECONDS);
}

/** Unix seconds. */
function listedAt(page: string): number {
  const line = /^iam_credential_exporter_last_success_timestamp_seconds\{account_name="",fact="organization"\} (\S+)$/m;
  return Number(line.exec(page)?.[1] ?? NaN);
}
