/** What twelve clients cost that read a page of 50,000 users at a byte a second, against an exporter that has none of them. */
import { writeFile, mkdtemp, rename, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import type { Compared } from './compared.ts';
import { type BenchedExporter, startExporter } from './exporter.ts';
import type { Figure } from './figure.ts';
import { reportOf } from './reports.ts';

const USERS = 50_000;
const READERS = 12;
const SECONDS = 120;
/** A page that changes is one that a slow reader holds longer than the exporter. */
const CHANGE_EVERY_S = 20;
const BYTE_EVERY_MS = 1_000;
const PROBE_EVERY_MS = 50;
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
  const files = await mkdtemp(path.join(os.tmpdir(), 'iam-credential-exporter-bench-'));
  const reportFile = path.join(files, 'large.csv');
  const report = reportOf(USERS);
  await writeFile(reportFile, report);
  const stop = new AbortController();
  try {
    const config = { accounts: [{ name: 'large', reportFile }] };
    await using exporter = await startExporter({ folder, config });
    await exporter.page((page) => page.includes('aws_iam_user_info'), 120);
    const readers = Array.from({ length: encoding === undefined ? 0 : READERS }, () =>
      readSlowly(exporter.url, encoding ?? '', stop.signal),
    );
    let longestWait = 0;
    for (let second = 0; second < SECONDS; second += 1) {
      if (second % CHANGE_EVERY_S === 0) await change(reportFile, report, second);
      for (let probe = 0; probe < 1_000 / PROBE_EVERY_MS; probe += 1) {
        longestWait = Math.max(longestWait, await probeOnce(exporter));
        await setTimeout(PROBE_EVERY_MS);
      }
      await (await fetch(`${exporter.url}/metrics`, { headers: { 'accept-encoding': 'gzip' } })).arrayBuffer();
    }
    stop.abort();
    await Promise.all(readers);
    return { megabytes: (await exporter.peakMemory()) / 1e6, longestWait };
  } finally {
    stop.abort();
    await rm(files, { recursive: true });
  }
}

/** Another name of a user, and so another page. */
async function change(file: string, report: string, second: number): Promise<void> {
  await writeFile(
    `${file}.new`,
    report.replace(/20[^,]+Z/, `2020-01-01T00:00:${String(second % 60).padStart(2, '0')}Z`),
  );
  await rename(`${file}.new`, file);
}

async function probeOnce({ url }: BenchedExporter): Promise<number> {
  const begin = performance.now();
  await (await fetch(`${url}/-/healthy`)).arrayBuffer();
  return performance.now() - begin;
}

/** Comes again when the exporter cuts it off. */
async function readSlowly(url: string, encoding: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    socket.write(`GET /metrics HTTP/1.1\r\nHost: bench\r\nAccept-Encoding: ${encoding}\r\n\r\n`);
    while (!signal.aborted && !socket.destroyed) {
      socket.read(1);
      await Promise.race([closed, setTimeout(BYTE_EVERY_MS)]);
    }
    socket.destroy();
  }
}
