/** Requests to AWS, as the AWS on loopback counts them. */
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { type Compared, inTurn } from './compared.ts';
import { startExporter } from './exporter.ts';
import type { Figure } from './figure.ts';
import { reportOf } from './reports.ts';

const ACCOUNT_ID = '111122223333';
const SCRAPES = 20;
const POLLS = 2;

interface Calls {
  readonly inRefresh: string;
  readonly inScrapes: number;
}

export async function measureAwsCalls(folders: Compared<string>): Promise<Figure[]> {
  const { own, first } = await inTurn(folders, async (folder) => ({
    fresh: await callsOf(folder, { generatedTime: Date.now() }),
    stale: await callsOf(folder, { generatedTime: Date.now() - 5 * 3_600_000 }),
  }));
  const expectedStale = ['Get', ...Array.from({ length: POLLS + 1 }, () => 'Generate'), 'Get'].join(', ');
  return [
    {
      what: `AWS calls in ${SCRAPES} scrapes`,
      limit: '0',
      measured: String(own.fresh.inScrapes),
      first: String(first.fresh.inScrapes),
      held: own.fresh.inScrapes === 0,
    },
    {
      what: 'AWS calls of a refresh with a fresh report',
      limit: 'Get',
      measured: own.fresh.inRefresh,
      first: first.fresh.inRefresh,
      held: own.fresh.inRefresh === 'Get',
    },
    {
      what: `AWS calls of a refresh with a stale report that takes ${POLLS} polls`,
      limit: expectedStale,
      measured: own.stale.inRefresh,
      first: first.stale.inRefresh,
      held: own.stale.inRefresh === expectedStale,
    },
  ];
}

async function callsOf(folder: string, report: { generatedTime: number }): Promise<Calls> {
  const accounts = [{ accountId: ACCOUNT_ID, csv: reportOf(50), pollsUntilComplete: POLLS, ...report }];
  await using aws: FakeAws = await startFakeAws({ accounts });
  await using exporter = await startExporter({ folder, config: {}, awsUrl: aws.url });
  await exporter.page((page) => page.includes('aws_iam_user_info'), 60);
  const inRefresh = aws.requests.map(({ operation }) => operation.replace('CredentialReport', '')).join(', ');
  const before = aws.requests.length;
  for (let scrape = 0; scrape < SCRAPES; scrape += 1) await (await fetch(`${exporter.url}/metrics`)).text();
  return { inRefresh, inScrapes: aws.requests.length - before };
}
