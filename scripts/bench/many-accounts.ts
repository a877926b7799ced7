/** From a cold start to the facts of every account, with an AWS that is slow and throttles. */
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { startExporter } from './exporter.ts';
import type { Figure } from './figure.ts';
import { reportOf } from './reports.ts';

const ACCOUNTS = 300;
const USERS = 50;
const SECONDS = 60;

export async function measureManyAccounts(): Promise<Figure[]> {
  const ids = Array.from({ length: ACCOUNTS }, (_, index) => String(100_000_000_000 + index));
  const reports = ids.map((accountId) => ({ accountId, csv: reportOf(USERS, accountId) }));
  await using aws: FakeAws = await startFakeAws({ accounts: reports, latencyMs: 100, throttledShare: 0.05 });
  const accounts = ids.map((id) => ({ name: `account-${id}`, roleArn: `arn:aws:iam::${id}:role/bench` }));
  const begin = performance.now();
  await using exporter = await startExporter({ accounts }, {}, aws.url);
  const fresh = (page: string) => page.match(/^aws_iam_credential_report_generated_timestamp_seconds\{/gm)?.length ?? 0;
  const page = await exporter.page((text) => fresh(text) === ACCOUNTS, 2 * SECONDS);
  const seconds = (performance.now() - begin) / 1000;
  const users = page.match(/^aws_iam_user_info\{/gm)?.length ?? 0;
  const failed = [...page.matchAll(/^iam_credential_exporter_refresh_errors_total\{.*\} (\d+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  );
  return [
    {
      what: `${ACCOUNTS} accounts of ${USERS} users, 100 ms a call, 5 % of the calls throttled: until all are fresh`,
      limit: `at most ${SECONDS} s, none lost`,
      measured: `${seconds.toFixed(1)} s, ${fresh(page)} accounts, ${failed} failed refreshes`,
      held: seconds <= SECONDS && users === ACCOUNTS * (USERS + 1),
    },
  ];
}
