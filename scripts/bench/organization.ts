/** An organization of a thousand accounts on four shards: how long they take from nothing, what they hold, and what they ask. */
import type { Compared } from './compared.ts';
import { type Figure, median } from './figure.ts';
import { ALL_SECONDS, type FleetRun, readFleet } from './organization-run.ts';
import { organizationOf } from './organization-fleet.ts';
import { shardSizes } from './shard-sizes.ts';
import { LATENCY_MS, MAKING_MS, type ReadShards, THROTTLED_SHARE, withShards } from './shards.ts';
import { reportCallsOfOne } from './report-calls.ts';
import { measureTagChange } from './tag-change.ts';

const ACCOUNTS = 1_000;
const USERS = 200;
const SHARDS = 4;
const MOST_TIMES = 4;
const MORE_MEMORY = 1.25;
/** The most accounts that a page of ListAccounts has. */
const PAGE = 20;

type Start = Pick<ReadShards, 'seconds' | 'sizes' | 'taggedAfter'>;

export async function measureOrganization({ own }: Compared<string>): Promise<Figure[]> {
  const reportCalls = await reportCallsOfOne(own, USERS);
  const smaller = await start(own, ACCOUNTS / SHARDS, 1);
  const alone = await start(own, ACCOUNTS, SHARDS);
  const fleet = await readFleet({ folder: own, accounts: ACCOUNTS, users: USERS, totalShards: SHARDS });
  const change = await measureTagChange(own);
  return [
    ...times(fleet, alone, smaller),
    memory(fleet),
    ...calls(fleet, reportCalls),
    ...shardSizes(organizationOf(ACCOUNTS, USERS).ids, SHARDS),
    change,
  ];
}

/** The first of so many shards, which has the machine to itself. */
async function start(folder: string, accounts: number, totalShards: number): Promise<Start> {
  const fleet = organizationOf(accounts, USERS);
  const options = { folder, fleet, users: USERS, totalShards, shards: [0], seconds: ALL_SECONDS };
  return withShards(options, ({ seconds, sizes, taggedAfter }) => Promise.resolve({ seconds, sizes, taggedAfter }));
}

function times(fleet: FleetRun, alone: Start, smaller: Start): Figure[] {
  const ratio = fleet.seconds / alone.seconds;
  const inWords = ({ seconds, taggedAfter }: Pick<Start, 'seconds' | 'taggedAfter'>) =>
    `${seconds.toFixed(0)} s, of which ${taggedAfter.toFixed(0)} s until all tags were asked for`;
  const what = `${inWhole(ACCOUNTS)} accounts of ${USERS} users on ${SHARDS} shards, ${LATENCY_MS} ms a call, ${THROTTLED_SHARE * 100} % throttled, reports that take ${MAKING_MS / 1000} s, owners by tag: from nothing to all accounts read`;
  return [
    {
      what: `${what}, against one of these shards alone on the machine`,
      limit: `at most ${MOST_TIMES} times`,
      measured: `${ratio.toFixed(2)} times (${inWords(fleet)}; alone, with ${alone.sizes[0]} accounts: ${inWords(alone)})`,
      held: ratio <= MOST_TIMES,
    },
    {
      what: `the same, against an organization of ${ACCOUNTS / SHARDS} accounts with one exporter, which has the rate of all tags to itself`,
      limit: '',
      measured: `${(fleet.seconds / smaller.seconds).toFixed(2)} times (${inWords(smaller)})`,
      held: true,
    },
  ];
}

function memory({ megabytes, megabytesOfOne, usersOfOne }: FleetRun): Figure {
  // When the garbage is collected makes two shards of one size differ by a third.
  const ratio = median(megabytes) / megabytesOfOne;
  return {
    what: `peak resident memory of a shard of that run (median of ${SHARDS}), against an exporter of ${inWhole(usersOfOne)} users in one account beside them, as in the group memory`,
    limit: `at most ${MORE_MEMORY} times`,
    measured: `${ratio.toFixed(2)} times (${megabytes.map((each) => each.toFixed(0)).join(', ')} MB, against ${megabytesOfOne.toFixed(0)} MB)`,
    held: ratio <= MORE_MEMORY,
  };
}

function calls({ first, again }: FleetRun, reportCalls: number): Figure[] {
  const lists = SHARDS * (ACCOUNTS / PAGE + 1);
  const reports = ACCOUNTS * reportCalls;
  const others = again.tags + again.reports;
  return [
    {
      what: `calls of the ${SHARDS} shards for the list of accounts: in one round, without what AWS throttled`,
      limit: `at most N/${PAGE} + 1 a shard (${inWhole(lists)})`,
      measured: `${inWhole(again.lists)} (meanwhile ${inWhole(others)} for tags and reports)`,
      held: again.lists >= lists - SHARDS && again.lists <= lists && others === 0,
    },
    {
      what: 'calls of all shards for tags: in the first round, after which they are kept for 6 h',
      limit: `N (${inWhole(ACCOUNTS)})`,
      measured: `${inWhole(first.tags)}, for ${inWhole(first.tagged)} accounts`,
      held: first.tags === ACCOUNTS && first.tagged === ACCOUNTS,
    },
    {
      what: 'calls of all shards for reports: in the first round, after which they are kept for 4 h',
      limit: `at most those of one account alone, times N (${inWhole(reports)})`,
      measured: inWhole(first.reports),
      held: first.reports <= reports,
    },
  ];
}

function inWhole(value: number): string {
  return value.toLocaleString('en');
}
