/** What twelve clients cost that read a page of 50,000 users at a byte a second, against an exporter that has none of them. */
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { startProber } from '../../test/support/prober.ts';
import { rawRequest } from '../../test/support/raw-request.ts';
import { readSlowly } from '../../test/support/slow-reader.ts';
import type { Compared } from './compared.ts';
import { startExporter } from './exporter.ts';
import type { Figure } from './figure.ts';
import { reportOf } from './reports.ts';
import { scratchFolder } from './scratch-folder.ts';

const USERS = 50_000;
const READERS = 12;
const SECONDS = 120;
/** A page that changes is one that a slow reader holds longer than the exporter. */
const CHANGE_EVERY_S = 20;
const SCRAPE_EVERY_MS = 1_000;
const MOST_MEGABYTES = 64;
const LONGEST_WAIT_MS = 250;

interface Measured {
  readonly megabytes: number;
  /** Milliseconds. */
  readonly longestWait: number;
}

export async function measureSlowReaders({ own }: Compared<string>): Promise<Figure[]> {
  const [none, plain, gzip] = await Promise.all([
    measure(own, undefined),
    measure(own, 'identity'),
    measure(own, 'gzip'),
  ]);
  const more = ({ megabytes }: Measured) => megabytes - none.megabytes;
  const size = USERS.toLocaleString('en');
  const memory = (encoding: string, measured: Measured): Figure => ({
    what: `peak resident memory with ${READERS} slow readers of ${size} users, ${encoding}, against none`,
    limit: `at most +${MOST_MEGABYTES} MB`,
    measured: `${more(measured).toFixed(0)} MB (${measured.megabytes.toFixed(0)} against ${none.megabytes.toFixed(0)} MB)`,
    held: more(measured) <= MOST_MEGABYTES,
  });
  const longest = Math.max(plain.longestWait, gzip.longestWait);
  return [
    memory('without gzip', plain),
    memory('with gzip', gzip),
    {
      what: 'longest time that /-/healthy waited meanwhile',
      limit: `at most ${LONGEST_WAIT_MS} ms`,
      measured: `${longest.toFixed(0)} ms (without slow readers ${none.longestWait.toFixed(0)} ms)`,
      held: longest <= LONGEST_WAIT_MS,
    },
  ];
}

async function measure(folder: string, encoding: 'identity' | 'gzip' | undefined): Promise<Measured> {
  await using files = await scratchFolder();
  const reportFile = path.join(files.path, 'large.csv');
  const report = reportOf(USERS);
  await writeFile(reportFile, report);
  const stop = new AbortController();
  try {
    const config = { accounts: [{ name: 'large', reportFile }] };
    await using exporter = await startExporter({ folder, config });
    // The page with users is some megabytes, the one before some kilobytes.
    while ((await scrape(exporter.url)) < 1e6) await setTimeout(SCRAPE_EVERY_MS);
    const readers = Array.from({ length: encoding === undefined ? 0 : READERS }, () =>
      readAgainAndAgain(exporter.url, stop.signal, encoding),
    );
    await using prober = startProber(`${exporter.url}/-/healthy`);
    let changedAt = 0;
    for (const end = performance.now() + SECONDS * 1000; performance.now() < end;) {
      if (performance.now() - changedAt > CHANGE_EVERY_S * 1000) {
        changedAt = performance.now();
        await change(reportFile, report);
      }
      await setTimeout(SCRAPE_EVERY_MS);
      await scrape(exporter.url);
    }
    const { slowest } = await prober.read();
    stop.abort();
    await Promise.all(readers);
    return { megabytes: (await exporter.peakMemory()) / 1e6, longestWait: slowest };
  } finally {
    stop.abort();
  }
}

/** Another moment, and so another page. */
async function change(file: string, report: string): Promise<void> {
  await writeFile(`${file}.new`, report.replace(/20[^,]+Z/, new Date().toISOString()));
  await rename(`${file}.new`, file);
}

/** Resolves to the bytes of the page as sent: unpacking it would keep the machine busy. */
async function scrape(url: string): Promise<number> {
  const headers = { 'accept-encoding': 'gzip' };
  return (await rawRequest({ port: Number(new URL(url).port), path: '/metrics', headers })).body.length;
}

/** Comes again when the exporter cuts it off. */
async function readAgainAndAgain(url: string, signal: AbortSignal, encoding: string | undefined): Promise<void> {
  while (!signal.aborted) await readSlowly(url, signal, encoding);
}
