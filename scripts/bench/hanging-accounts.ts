/** Accounts whose AWS takes the connection and never answers: how long the others wait for them, and the probes too. */
import { startBareServer } from '../../test/support/bare-server.ts';
import { faults } from '../../test/support/fake-aws/faults.ts';
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { type Probed, startProber } from '../../test/support/prober.ts';
import type { Compared } from './compared.ts';
import { startExporter } from './exporter.ts';
import type { Figure } from './figure.ts';
import { accountsOn, fleetOf } from './fleet.ts';

const ACCOUNTS = 300;
/** The first of the configuration, whose calls are the first to go out. */
const HANGING = 10;
const USERS = 50;
const LATENCY_MS = 100;
const LIMIT = 1.3;
const LONGEST_PROBE_MS = 250;
/** Times as long as without a hanging account, after which there is nothing more to learn. */
const PATIENCE = 8;
const AT_MOST_S = 120;

interface Run {
  /** Infinity: not within the time that was given. */
  readonly seconds: number;
  readonly calls: number;
  readonly probed: Probed;
  /** Of a bare server. */
  readonly machine: Probed;
}

export async function measureHangingAccounts({ own }: Compared<string>): Promise<Figure[]> {
  const none = await untilOthersAreRead(own, 0, AT_MOST_S);
  const some = await untilOthersAreRead(own, HANGING, none.seconds * PATIENCE);
  const times = some.seconds / none.seconds;
  return [
    {
      what: `${HANGING} of ${ACCOUNTS} accounts never answer, ${LATENCY_MS} ms a call: until the others are read, against none that hangs`,
      limit: `at most ${LIMIT} times`,
      measured: `${times === Infinity ? `more than ${PATIENCE}` : times.toFixed(2)} times (${none.seconds.toFixed(1)} s without; at most ${some.calls} calls in flight)`,
      held: times <= LIMIT,
    },
    {
      what: 'longest time that /-/healthy waits meanwhile, beside that of a bare Node.js server',
      limit: `at most ${LONGEST_PROBE_MS} ms more`,
      measured: `${some.probed.slowest.toFixed(0)} ms, ${some.machine.slowest.toFixed(0)} ms (of ${some.probed.count} probes)`,
      held: some.probed.slowest <= LONGEST_PROBE_MS + some.machine.slowest && Object.keys(some.probed.bad).length === 0,
    },
  ];
}

async function untilOthersAreRead(folder: string, hanging: number, patience: number): Promise<Run> {
  const { accounts, config } = fleetOf(ACCOUNTS, USERS);
  await using aws: FakeAws = await startFakeAws({ accounts, latencyMs: LATENCY_MS });
  for (const { accountId } of accounts.slice(0, hanging)) aws.always(accountId, '*', faults.hang);
  await using exporter = await startExporter({ folder, config, awsUrl: aws.url });
  using bareServer = await startBareServer();
  await using prober = startProber(`${exporter.url}/-/healthy`);
  await using machine = startProber(bareServer.url);
  const page = await exporter.pageWithin((text) => accountsOn(text) === ACCOUNTS - hanging, patience);
  const seconds = page === undefined ? Infinity : (performance.now() - exporter.spawnedAt) / 1000;
  return { seconds, calls: aws.mostInFlight(), probed: await prober.read(), machine: await machine.read() };
}
