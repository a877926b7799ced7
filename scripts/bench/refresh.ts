/** How long a refresh takes, and how long it keeps the event loop. */
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { atMost, type Figure, median } from './figure.ts';
import type { RefreshTimes } from './refresh-process.ts';
import { reportOf } from './reports.ts';
import { runProcess } from './run-process.ts';

const SMALL = { users: 5_000, accountId: '111122223333' };
const LARGE = { users: 50_000, accountId: '444455556666' };

export async function measureRefresh(): Promise<Figure[]> {
  const accounts = [SMALL, LARGE].map(({ users, accountId }) => ({
    accountId,
    csv: reportOf(users, accountId),
    generatedTime: Date.now(),
  }));
  await using aws: FakeAws = await startFakeAws({ accounts });
  const roles = accounts.map(({ accountId }) => `arn:aws:iam::${accountId}:role/bench`);
  const [small, large] = await runProcess<[RefreshTimes, RefreshTimes]>('refresh-process.ts', roles, aws.url);
  const ratios = large.refresh.map((milliseconds, run) => milliseconds / (small.refresh[run] ?? Number.NaN));
  return [
    atMost('refresh (parse, evaluate, render, compress) of 50,000 users, against 5,000', 11, 'times', median(ratios)),
    atMost('whole refresh of 5,000 users, against csv-parse alone on the same text', 4, 'times', overCsvParse(small)),
    atMost('whole refresh of 50,000 users, against csv-parse alone on the same text', 4, 'times', overCsvParse(large)),
    atMost('longest event-loop stall, from fetch to page, at 5,000 users', 50, 'ms', small.longestStall, 0),
    atMost('longest event-loop stall, from fetch to page, at 50,000 users', 200, 'ms', large.longestStall, 0),
  ];
}

function overCsvParse({ refresh, csvParseAlone }: RefreshTimes): number {
  return median(refresh.map((milliseconds, run) => milliseconds / (csvParseAlone[run] ?? Number.NaN)));
}
