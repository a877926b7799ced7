/** What 200 clients cost that read a page of 50,000 users at a byte a second, against one of them. */
import { rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { rawRequest } from '../../test/support/raw-request.ts';
import { readSlowly } from '../../test/support/slow-reader.ts';
import type { Compared } from './compared.ts';
import { startExporter } from './exporter.ts';
import { type Figure, median } from './figure.ts';
import { reportOf } from './reports.ts';
import { scratchFolder } from './scratch-folder.ts';

const USERS = 50_000;
const READERS = 200;
const SECONDS = 120;
/** A page that changes is one that a slow reader holds longer than the exporter. */
const CHANGE_EVERY_S = 20;
const SCRAPE_EVERY_MS = 1_000;
const MOST_MEGABYTES = 64;
const MOST_TIMES = 2;

type Encoding = 'gzip' | 'identity';

interface Measured {
  readonly megabytes: number;
  /** Milliseconds, the median. */
  readonly scrape: number;
}

export async function measureSlowReaders({ own }: Compared<string>): Promise<Figure[]> {
  return [...(await compare(own, 'identity')), ...(await compare(own, 'gzip'))];
}

async function compare(folder: string, encoding: Encoding): Promise<Figure[]> {
  const [one, many] = await Promise.all([measure(folder, encoding, 1), measure(folder, encoding, READERS)]);
  const more = many.megabytes - one.megabytes;
  const times = many.scrape / one.scrape;
  const readers = `${READERS} slow readers of ${USERS.toLocaleString('en')} users, ${encoding === 'gzip' ? 'with' : 'without'} gzip`;
  return [
    {
      what: `peak resident memory with ${readers}, against one`,
      limit: `at most +${MOST_MEGABYTES} MB`,
      measured: `${more.toFixed(0)} MB (${many.megabytes.toFixed(0)} against ${one.megabytes.toFixed(0)} MB)`,
      held: more <= MOST_MEGABYTES,
    },
    {
      what: `a scrape with ${readers}, against one`,
      limit: `at most ${MOST_TIMES} times`,
      measured: `${times.toFixed(2)} times (${many.scrape.toFixed(0)} against ${one.scrape.toFixed(0)} ms)`,
      held: times <= MOST_TIMES,
    },
  ];
}

async function measure(folder: string, encoding: Encoding, count: number): Promise<Measured> {
  await using files = await scratchFolder();
  const reportFile = path.join(files.path, 'large.csv');
  const report = reportOf(USERS);
  await writeFile(reportFile, report);
  const stop = new AbortController();
  try {
    const config = { accounts: [{ name: 'large', reportFile }] };
    await using exporter = await startExporter({ folder, config });
    // The page with users is some megabytes, the one before some kilobytes.
    while ((await scrape(exporter.url)).bytes < 1e6) await setTimeout(SCRAPE_EVERY_MS);
    const readers = Array.from({ length: count }, () => readAgainAndAgain(exporter.url, stop.signal, encoding));
    const scrapes: number[] = [];
    let changedAt = 0;
    for (const end = performance.now() + SECONDS * 1000; performance.now() < end;) {
      if (performance.now() - changedAt > CHANGE_EVERY_S * 1000) {
        changedAt = performance.now();
        await change(reportFile, report);
      }
      await setTimeout(SCRAPE_EVERY_MS);
      scrapes.push((await scrape(exporter.url)).milliseconds);
    }
    stop.abort();
    await Promise.all(readers);
    return { megabytes: (await exporter.peakMemory()) / 1e6, scrape: median(scrapes) };
  } finally {
    stop.abort();
  }
}

/** Another moment, and so another page. */
async function change(file: string, report: string): Promise<void> {
  await writeFile(`${file}.new`, report.replace(/20[^,]+Z/, new Date().toISOString()));
  await rename(`${file}.new`, file);
}

/** Unpacking the page would keep the machine busy. Its bytes are as they were sent. */
async function scrape(url: string): Promise<{ bytes: number; milliseconds: number }> {
  const begin = performance.now();
  const headers = { 'accept-encoding': 'gzip' };
  const { status, body } = await rawRequest({ port: Number(new URL(url).port), path: '/metrics', headers });
  if (status !== 200) throw new Error(`a scrape beside slow readers was answered with ${status}`);
  return { bytes: body.length, milliseconds: performance.now() - begin };
}

/** Comes again when the exporter cuts it off. */
async function readAgainAndAgain(url: string, signal: AbortSignal, encoding: Encoding): Promise<void> {
  while (!signal.aborted) await readSlowly(url, signal, encoding);
}
