/** What one account alone costs in calls for its report, from none to all facts. */
import type { FakeAws } from '../../test/support/fake-aws/server.ts';
import { startFakeAws } from '../../test/support/fake-aws/server.ts';
import { startExporter } from './exporter.ts';
import { median } from './figure.ts';
import { accountsOn, fleetOf } from './fleet.ts';
import { LATENCY_MS, MAKING_MS } from './shards.ts';

/** The moments of its polls are random: one that comes late saves another one. */
const ALONE = 3;
const SECONDS = 120;

export async function reportCallsOfOne(folder: string, users: number): Promise<number> {
  return median(await Promise.all(Array.from({ length: ALONE }, () => callsOfOne(folder, users))));
}

/** Without those that AWS throttled, nor those for a role, whose session serves more than the report. */
export function reportCallsTo(aws: FakeAws): number {
  return (['GenerateCredentialReport', 'GetCredentialReport'] as const)
    .map((operation) => aws.count(operation) - aws.throttled(operation))
    .reduce((sum, count) => sum + count, 0);
}

async function callsOfOne(folder: string, users: number): Promise<number> {
  const { accounts, config } = fleetOf(1, users);
  await using aws: FakeAws = await startFakeAws({
    accounts: accounts.map((account) => ({ ...account, makingMs: MAKING_MS })),
    latencyMs: LATENCY_MS,
  });
  await using exporter = await startExporter({ folder, config, awsUrl: aws.url });
  await exporter.page((page) => accountsOn(page) === 1, SECONDS);
  return reportCallsTo(aws);
}
