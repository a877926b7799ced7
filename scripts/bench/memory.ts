/** The most memory that the exporter ever holds: several refreshes from AWS, with scrapes in both encodings. */
import { setTimeout } from 'node:timers/promises';
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { startExporter } from './exporter.ts';
import { atMost, type Figure } from './figure.ts';
import { reportOf } from './reports.ts';

const ACCOUNT_ID = '111122223333';
const REFRESHES = 5;

export async function measureMemory(): Promise<Figure[]> {
  return [
    atMost('peak resident memory at 5,000 users', 200, 'MB', (await peakMemory(5_000)) / 1e6, 0),
    atMost('peak resident memory at 50,000 users', 600, 'MB', (await peakMemory(50_000)) / 1e6, 0),
  ];
}

async function peakMemory(users: number): Promise<number> {
  const accounts = [{ accountId: ACCOUNT_ID, csv: reportOf(users), generatedTime: Date.now() }];
  await using aws: FakeAws = await startFakeAws({ accounts });
  // An interval so short makes each turn of the refresh loop look again.
  await using exporter = await startExporter({ refreshInterval: '1s' }, {}, aws.url);
  const refreshed = (page: string) =>
    Number(/aws_requests_total\{operation="GetCredentialReport",outcome="success"\} (\d+)/.exec(page)?.[1]);
  await exporter.page((page) => refreshed(page) >= REFRESHES, 300);
  for (let scrape = 0; scrape < 5; scrape += 1) {
    await (await fetch(`${exporter.url}/metrics`)).arrayBuffer();
    await (await fetch(`${exporter.url}/metrics`, { headers: { 'accept-encoding': 'identity' } })).arrayBuffer();
    await setTimeout(1_000);
  }
  return await exporter.peakMemory();
}
