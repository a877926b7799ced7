/** All shards of an organization at once, beside an exporter with as many users in one account as each of them has in hundreds. */
import { setTimeout } from 'node:timers/promises';
import { faults } from '../../test/support/fake-aws/faults.ts';
import type { FakeAws } from '../../test/support/fake-aws/server.ts';
import type { BenchedExporter } from './exporter.ts';
import { peaksOfUsers } from './memory.ts';
import { organizationOf } from './organization-fleet.ts';
import { reportCallsTo } from './report-calls.ts';
import { type ReadShards, withShards } from './shards.ts';

/** A shard whose tags are throttled is slower by half for five minutes at a time. */
export const ALL_SECONDS = 900;
/** Twice as long as the exporter takes to see what is due. */
const QUIET_MS = 10_000;

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
  const options = { folder, fleet, users, totalShards, shards, seconds: ALL_SECONDS };
  const [run, one] = await Promise.all([
    withShards(options, async ({ aws, exporters, seconds, taggedAfter }) => {
      const requests = await countRequests(aws, exporters);
      return { seconds, taggedAfter, ...requests, megabytes: await Promise.all(exporters.map(megabytesOf)) };
    }),
    peaksOfUsers(folder, usersOfOne),
  ]);
  return { ...run, megabytesOfOne: one.all, usersOfOne };
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
  await untilQuiet(aws);
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

/** A reload makes the list due at once, which is every 15 minutes otherwise. */
async function listAgain({ url }: BenchedExporter): Promise<void> {
  const { status } = await fetch(`${url}/-/reload`, { method: 'POST' });
  if (status !== 200) throw new Error(`the exporter answered a reload with ${status}`);
}

/** Resolves when nobody has asked for so long. No page is read meanwhile: four large ones keep the AWS in this process busy. */
async function untilQuiet(aws: FakeAws): Promise<void> {
  for (let known = -1; aws.requests.length !== known;) {
    known = aws.requests.length;
    await setTimeout(QUIET_MS);
  }
}
