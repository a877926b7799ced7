/** From a cold start to the facts of every account, with an AWS that is slow and throttles. */
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { type Compared, inTurn } from './compared.ts';
import { startExporter } from './exporter.ts';
import type { Figure } from './figure.ts';
import { accountsOn, fleetOf, usersOn } from './fleet.ts';

const ACCOUNTS = 300;
const USERS = 50;
const SECONDS = 60;

interface ColdStart {
  readonly seconds: number;
  readonly page: string;
}

export async function measureManyAccounts(folders: Compared<string>): Promise<Figure[]> {
  const { own, first } = await inTurn(folders, coldStart);
  return [
    {
      what: `${ACCOUNTS} accounts of ${USERS} users, 100 ms a call, 5 % of the calls throttled: until all are fresh`,
      limit: `at most ${SECONDS} s, none lost`,
      measured: inWords(own),
      first: inWords(first),
      held: own.seconds <= SECONDS && usersOn(own.page) === ACCOUNTS * (USERS + 1),
    },
  ];
}

async function coldStart(folder: string): Promise<ColdStart> {
  const { accounts, config } = fleetOf(ACCOUNTS, USERS);
  await using aws: FakeAws = await startFakeAws({ accounts, latencyMs: 100, throttledShare: 0.05 });
  await using exporter = await startExporter({ folder, config, awsUrl: aws.url });
  const page = await exporter.page((text) => accountsOn(text) === ACCOUNTS, 2 * SECONDS);
  return { seconds: (performance.now() - exporter.spawnedAt) / 1000, page };
}

function inWords({ seconds, page }: ColdStart): string {
  const failed = [...page.matchAll(/^iam_credential_exporter_refresh_errors_total\{.*\} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
  return `${seconds.toFixed(1)} s, ${accountsOn(page)} accounts, ${failed} failed refreshes`;
}
