/** How long a refresh takes, and how long it keeps the event loop. */
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { type Compared, inTurn } from './compared.ts';
import { atMost, type Figure, median } from './figure.ts';
import type { RefreshTimes } from './refresh-process.ts';
import { reportOf } from './reports.ts';
import { runProcess } from './run-process.ts';

const SIZES = {
  small: { users: 5_000, accountId: '111122223333', stallMs: 50 },
  large: { users: 50_000, accountId: '444455556666', stallMs: 200 },
};
const EACH_SIZE = ['small', 'large'] as const;

export async function measureRefresh(folders: Compared<string>): Promise<Figure[]> {
  const accounts = Object.values(SIZES).map(({ users, accountId }) => ({
    accountId,
    csv: reportOf(users, accountId),
    generatedTime: Date.now(),
  }));
  await using aws: FakeAws = await startFakeAws({ accounts });
  const roles = accounts.map(({ accountId }) => `arn:aws:iam::${accountId}:role/bench`);
  const { own, first } = await inTurn(folders, async (folder) => {
    const [small, large] = await runProcess<[RefreshTimes, RefreshTimes]>(folder, 'refresh-process.ts', roles, aws.url);
    const ratios = large.refresh.map((milliseconds, run) => milliseconds / (small.refresh[run] ?? Number.NaN));
    return {
      growth: median(ratios),
      small: { overCsvParse: overCsvParse(small), stall: small.longestStall },
      large: { overCsvParse: overCsvParse(large), stall: large.longestStall },
    };
  });
  return [
    atMost({
      what: 'refresh (parse, evaluate, render, compress) of 50,000 users, against 5,000',
      limit: 11,
      unit: 'times',
      own: own.growth,
      first: first.growth,
    }),
    ...EACH_SIZE.map((size) =>
      atMost({
        what: `whole refresh of ${SIZES[size].users.toLocaleString('en')} users, against csv-parse alone on the same text`,
        limit: 4,
        unit: 'times',
        own: own[size].overCsvParse,
        first: first[size].overCsvParse,
      }),
    ),
    ...EACH_SIZE.map((size) =>
      atMost({
        what: `longest event-loop stall, from fetch to page, at ${SIZES[size].users.toLocaleString('en')} users`,
        limit: SIZES[size].stallMs,
        unit: 'ms',
        own: own[size].stall,
        first: first[size].stall,
        digits: 0,
      }),
    ),
  ];
}

function overCsvParse({ refresh, csvParseAlone }: RefreshTimes): number {
  return median(refresh.map((milliseconds, run) => milliseconds / (csvParseAlone[run] ?? Number.NaN)));
}
