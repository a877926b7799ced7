/** From nothing to all facts, where AWS takes its time to make each report: whether accounts wait for each other. */
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { type Compared, sideBySide } from './compared.ts';
import { startExporter } from './exporter.ts';
import { type Figure, median } from './figure.ts';
import { accountsOn, fleetOf } from './fleet.ts';

const USERS = 50;
const MAKING_MS = 25_000;
const LATENCY_MS = 100;
const SOME = { accounts: 60, limit: 1.6 };
const MANY = { accounts: 300, limit: 2 };
/** How often one account alone is measured: its polls come at random times, and it is what all else is divided by. */
const ALONE = 3;
/** Times as long as one account alone, after which there is nothing more to learn. */
const PATIENCE = 12;

interface Run {
  /** Infinity: not within the time that was given. */
  readonly seconds: number;
  /** The highest number of calls in flight. */
  readonly calls: number;
}

export async function measureReportMaking(folders: Compared<string>): Promise<Figure[]> {
  const turns: Compared<Run>[] = [];
  for (let turn = 0; turn < ALONE; turn += 1) {
    turns.push(await sideBySide(folders, (folder) => untilAllFacts(folder, 1, 120)));
  }
  const alone = {
    own: median(turns.map(({ own }) => own.seconds)),
    first: median(turns.map(({ first }) => first.seconds)),
  };
  // At the same time, as both builds wait most of the time, and the first one by far the longer.
  const [own, first] = await Promise.all([
    (async () => ({
      some: await untilAllFacts(folders.own, SOME.accounts, alone.own * PATIENCE),
      many: await untilAllFacts(folders.own, MANY.accounts, alone.own * PATIENCE),
    }))(),
    untilAllFacts(folders.first, SOME.accounts, alone.first * PATIENCE),
  ]);
  const what = (accounts: number) =>
    `${accounts} accounts whose report takes ${MAKING_MS / 1000} s to make, ${LATENCY_MS} ms a call, from nothing to all facts, against one such account`;
  const reckoned = (first.seconds / alone.first) * (MANY.accounts / SOME.accounts);
  return [
    {
      what: what(SOME.accounts),
      limit: `at most ${SOME.limit} times`,
      measured: inWords(own.some, alone.own),
      first: inWords(first, alone.first),
      held: own.some.seconds / alone.own <= SOME.limit,
    },
    {
      what: what(MANY.accounts),
      limit: `at most ${MANY.limit} times`,
      measured: inWords(own.many, alone.own),
      // Ten at a time: it would take a quarter of an hour.
      first: `${reckoned.toFixed(0)} times (reckoned)`,
      held: own.many.seconds / alone.own <= MANY.limit,
    },
  ];
}

async function untilAllFacts(folder: string, count: number, patience: number): Promise<Run> {
  const fleet = fleetOf(count, USERS);
  const accounts = fleet.accounts.map((account) => ({ ...account, makingMs: MAKING_MS }));
  await using aws: FakeAws = await startFakeAws({ accounts, latencyMs: LATENCY_MS });
  await using exporter = await startExporter({ folder, config: fleet.config, awsUrl: aws.url });
  const page = await exporter.pageWithin((text) => accountsOn(text) === count, patience);
  const seconds = page === undefined ? Infinity : (performance.now() - exporter.spawnedAt) / 1000;
  return { seconds, calls: aws.mostInFlight() };
}

function inWords({ seconds, calls }: Run, alone: number): string {
  const times = seconds === Infinity ? `more than ${PATIENCE}` : (seconds / alone).toFixed(1);
  return `${times} times (${alone.toFixed(0)} s alone; at most ${calls} calls in flight)`;
}
