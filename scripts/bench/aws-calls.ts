/** Requests to AWS, as the AWS on loopback counts them. */
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { startExporter } from './exporter.ts';
import type { Figure } from './figure.ts';
import { reportOf } from './reports.ts';

const ACCOUNT_ID = '111122223333';
const SCRAPES = 20;
const POLLS = 2;

export async function measureAwsCalls(): Promise<Figure[]> {
  const fresh = await callsOf({ generatedTime: Date.now() });
  const stale = await callsOf({ generatedTime: Date.now() - 5 * 3_600_000 });
  const expectedStale = ['Get', ...Array.from({ length: POLLS + 1 }, () => 'Generate'), 'Get'].join(', ');
  return [
    {
      what: `AWS calls in ${SCRAPES} scrapes`,
      limit: '0',
      measured: String(fresh.inScrapes),
      held: fresh.inScrapes === 0,
    },
    {
      what: 'AWS calls of a refresh with a fresh report',
      limit: 'Get',
      measured: fresh.inRefresh,
      held: fresh.inRefresh === 'Get',
    },
    {
      what: `AWS calls of a refresh with a stale report that takes ${POLLS} polls`,
      limit: expectedStale,
      measured: stale.inRefresh,
      held: stale.inRefresh === expectedStale,
    },
  ];
}

async function callsOf(report: { generatedTime: number }): Promise<{ inRefresh: string; inScrapes: number }> {
  const accounts = [{ accountId: ACCOUNT_ID, csv: reportOf(50), pollsUntilComplete: POLLS, ...report }];
  await using aws: FakeAws = await startFakeAws({ accounts });
  await using exporter = await startExporter({}, {}, aws.url);
  await exporter.page((page) => page.includes('aws_iam_user_info'), 60);
  const inRefresh = aws.requests.map(({ operation }) => operation.replace('CredentialReport', '')).join(', ');
  const before = aws.requests.length;
  for (let scrape = 0; scrape < SCRAPES; scrape += 1) await (await fetch(`${exporter.url}/metrics`)).text();
  return { inRefresh, inScrapes: aws.requests.length - before };
}
