/** The most memory that the exporter ever holds, over three minutes with a Prometheus that scrapes it and several refreshes. */
import { setTimeout } from 'node:timers/promises';
import { type FakeAws, startFakeAws } from '../../test/support/fake-aws/server.ts';
import { syntheticReport } from '../synthetic-report/synthetic-report.ts';
import { type Compared, sideBySide } from './compared.ts';
import { startExporter } from './exporter.ts';
import { atMost, type Figure, median } from './figure.ts';

const MINUTES = 3;
const SCRAPE_EVERY_S = 7;
const REFRESH_EVERY_S = 20;
const FOUR_HOURS_S = 4 * 3_600;
/** Of a small page the peak depends on when the garbage is collected: the median of some exporters says more than one. */
const SIZES = [
  { users: 5_000, exporters: 3, megabytes: 200, share: 0.8 },
  { users: 50_000, exporters: 1, megabytes: 600, share: 0.6 },
];

export interface Peaks {
  /** Megabytes that were ever resident while Prometheus scraped, with gzip, */
  readonly scraped: number;
  /** and when clients without gzip had come too. */
  readonly all: number;
  readonly refreshes: number;
}

export async function measureMemory(folders: Compared<string>): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { users, exporters, megabytes, share } of SIZES) {
    const report = earlierReport(users);
    const { own, first } = await sideBySide(folders, async (folder) => {
      const all = await Promise.all(Array.from({ length: exporters }, () => peaks(folder, report)));
      return {
        scraped: median(all.map(({ scraped }) => scraped)),
        all: median(all.map((of) => of.all)),
        refreshes: median(all.map(({ refreshes }) => refreshes)),
      };
    });
    const size = users.toLocaleString('en');
    const inWords = (of: Peaks) =>
      `${(of.scraped / first.scraped).toFixed(2)} (${of.scraped.toFixed(0)} MB, ${of.refreshes} refreshes)`;
    figures.push(
      atMost({
        what: `peak resident memory at ${size} users`,
        limit: megabytes,
        unit: 'MB',
        own: own.all,
        first: first.all,
        digits: 0,
      }),
      {
        what: `peak resident memory at ${size} users over ${MINUTES} minutes with a gzip scrape every ${SCRAPE_EVERY_S} s, against the first build`,
        limit: `at most ${share}`,
        measured: inWords(own),
        first: inWords(first),
        held: own.scraped / first.scraped <= share,
      },
    );
  }
  return figures;
}

/** Of an exporter of one account with so many users. */
export function peaksOfUsers(folder: string, users: number): Promise<Peaks> {
  return peaks(folder, earlierReport(users));
}

interface EarlierReport {
  readonly csv: string;
  /** Unix milliseconds: when it is made for the first time. */
  readonly start: number;
}

function earlierReport(users: number): EarlierReport {
  const start = Date.now() - 3 * 24 * 3_600_000;
  return { csv: syntheticReport({ users, seed: 1, now: start / 1000 }), start };
}

async function peaks(folder: string, { csv: report, start }: EarlierReport): Promise<Peaks> {
  // Each look finds a report that has expired, as it does every four hours with AWS: the clock of this one runs so fast, and
  // from so far back, that its reports are never of the future.
  const begin = Date.now();
  const now = () => start + (Date.now() - begin) * (FOUR_HOURS_S / REFRESH_EVERY_S);
  // One cell is another each time: no build may take the report for the one that it has.
  const csv = (generatedTime: number) => report.replace(/20[^,]+Z/, new Date(generatedTime).toISOString());
  const accounts = [{ accountId: '111122223333', csv, pollsUntilComplete: 0 }];
  await using aws: FakeAws = await startFakeAws({ accounts, now });
  const config = { refreshInterval: `${REFRESH_EVERY_S}s` };
  await using exporter = await startExporter({ folder, config, awsUrl: aws.url });
  const scrape = async (encoding: string) =>
    (await fetch(`${exporter.url}/metrics`, { headers: { 'accept-encoding': encoding } })).arrayBuffer();
  while (performance.now() < exporter.spawnedAt + MINUTES * 60_000) {
    await scrape('gzip');
    await setTimeout(SCRAPE_EVERY_S * 1000);
  }
  const scraped = await exporter.peakMemory();
  const refreshes = aws.count('GenerateCredentialReport');
  for (let count = 0; count < 5; count += 1) {
    await scrape('identity');
    await scrape('gzip');
    await setTimeout(1_000);
  }
  return { scraped: scraped / 1e6, all: (await exporter.peakMemory()) / 1e6, refreshes };
}
