/**
 * What the exporter does with a crowd: 2,000 connections that send nothing, while 50 clients at a time read the whole page of 50,000 users, and
 * its report changes. How long a probe waits, and how much memory it takes.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rename, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout } from 'node:timers/promises';
import { inflateRawSync } from 'node:zlib';
import { startBareServer } from '../../test/support/bare-server.ts';
import { startProber } from '../../test/support/prober.ts';
import { rawRequest } from '../../test/support/raw-request.ts';
import type { Compared } from './compared.ts';
import { startExporter } from './exporter.ts';
import { type Figure, median } from './figure.ts';
import { reportOf } from './reports.ts';
import { scratchFolder } from './scratch-folder.ts';

const USERS = 50_000;
const IDLE = 2_000;
const READERS = 50;
const SECONDS = 20;
const RUNS = 3;
const CHANGE_EVERY_MS = 10_000;
const LONGEST_ABSENCE_MS = 5_000;
const LOOK_EVERY_MS = 400;
const LONGEST_TURN_MS = 100;
const LONGEST_WAIT_MS = 250;
const MOST_MEGABYTES = 100;

const CLIENTS = `
  const [url, encoding, count] = process.argv.slice(1);
  const http = require('node:http');
  function read() {
    const request = http.get(url, { agent: false, headers: { 'accept-encoding': encoding } }, (answer) => {
      if (answer.statusCode !== 200) throw new Error('refused with ' + answer.statusCode);
      answer.on('error', (error) => { throw error; }).on('end', read).resume();
    });
    request.on('error', (error) => { throw error; });
  }
  for (let client = 0; client < Number(count); client += 1) read();
`;

const FULL_FLUSH = Buffer.from([0, 0, 0xff, 0xff]);
/** Of gzip: a CRC and a length. */
const TRAILER_BYTES = 8;

type Encoding = 'gzip' | 'identity';

interface Run {
  readonly megabytes: number;
  /** Of the slowest probe of the exporter, beyond that of a bare server. */
  readonly milliseconds: number;
  /** Milliseconds, by the exporter's own metric. */
  readonly lag: number;
}

export async function measureCrowd({ own }: Compared<string>): Promise<Figure[]> {
  const nobody = await runs(own, 0, undefined);
  const figures: Figure[] = [];
  for (const encoding of ['gzip', 'identity'] as const) {
    const crowd = await runs(own, IDLE, encoding);
    const more = crowd.megabytes - nobody.megabytes;
    const who = `${IDLE.toLocaleString('en')} idle connections and ${READERS} clients that read all of ${USERS.toLocaleString('en')} users again and again, ${encoding === 'gzip' ? 'with' : 'without'} gzip, while the report changes`;
    figures.push(
      {
        what: `${who}: how much longer /-/healthy takes at most than a bare Node.js server`,
        limit: `at most ${LONGEST_WAIT_MS} ms`,
        measured: `${crowd.milliseconds.toFixed(0)} ms (with nobody ${nobody.milliseconds.toFixed(0)} ms)`,
        held: crowd.milliseconds <= LONGEST_WAIT_MS,
      },
      {
        what: 'longest delay of the event loop meanwhile, by nodejs_eventloop_lag_max_seconds',
        limit: `at most ${LONGEST_TURN_MS} ms`,
        measured: `${crowd.lag.toFixed(0)} ms (with nobody ${nobody.lag.toFixed(0)} ms)`,
        held: crowd.lag <= LONGEST_TURN_MS,
      },
      {
        what: `peak resident memory meanwhile, against nobody`,
        limit: `at most +${MOST_MEGABYTES} MB`,
        measured: `${more.toFixed(0)} MB (${crowd.megabytes.toFixed(0)} against ${nobody.megabytes.toFixed(0)} MB)`,
        held: more <= MOST_MEGABYTES,
      },
    );
  }
  return figures;
}

/** The medians: a moment in which the machine is slow is no delay of the exporter. */
async function runs(folder: string, idle: number, encoding: Encoding | undefined): Promise<Run> {
  const all: Run[] = [];
  for (let count = 0; count < RUNS; count += 1) all.push(await run(folder, idle, encoding));
  return {
    megabytes: median(all.map(({ megabytes }) => megabytes)),
    milliseconds: median(all.map(({ milliseconds }) => milliseconds)),
    lag: median(all.map(({ lag }) => lag)),
  };
}

async function run(folder: string, idle: number, encoding: Encoding | undefined): Promise<Run> {
  await using files = await scratchFolder();
  const reportFile = path.join(files.path, 'large.csv');
  const report = reportOf(USERS);
  await writeFile(reportFile, report);
  const config = { accounts: [{ name: 'large', reportFile }] };
  await using exporter = await startExporter({ folder, config });
  while ((await scrape(exporter.url)).length < 1e6) await setTimeout(1_000);
  using bareServer = await startBareServer();
  using held = await holdIdle(idle, exporter.url);
  const end = AbortSignal.timeout(SECONDS * 1000);
  await using prober = startProber(`${exporter.url}/-/healthy`);
  await using machine = startProber(bareServer.url);
  // What it says at first is of the start.
  lagOf(await scrape(exporter.url));
  const [lag] = await Promise.all([
    longestLag(end, exporter.url),
    changeUntil(end, reportFile, report),
    ...(encoding === undefined ? [] : [readUntil(end, exporter.url, encoding)]),
  ]);
  if (held.refused() > 0) throw new Error(`${held.refused()} idle connections were refused or cut`);
  const megabytes = (await exporter.peakMemory()) / 1e6;
  const [probed, bare] = [await prober.read(), await machine.read()];
  if (Object.keys(probed.bad).length > 0) throw new Error(`probes were not answered: ${JSON.stringify(probed.bad)}`);
  return { megabytes, milliseconds: probed.slowest - bare.slowest, lag };
}

/** Resolves to the page as sent. */
async function scrape(url: string): Promise<Buffer> {
  const headers = { 'accept-encoding': 'gzip' };
  return (await rawRequest({ port: Number(new URL(url).port), path: '/metrics', headers })).body;
}

/** The exporter makes the value anew each second in which somebody asks, and the crowd does. */
async function longestLag(end: AbortSignal, url: string): Promise<number> {
  let longest = 0;
  while (!end.aborted) {
    await setTimeout(LOOK_EVERY_MS);
    longest = Math.max(longest, lagOf(await scrape(url)));
  }
  return longest;
}

/** Milliseconds. Only the end of the page is unpacked, behind its last full flush: it has the metrics of the process, and all of it is 80 MB. */
function lagOf(page: Buffer): number {
  const end = page.subarray(page.lastIndexOf(FULL_FLUSH) + FULL_FLUSH.length, -TRAILER_BYTES);
  const [, seconds] = /^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(inflateRawSync(end).toString()) ?? [];
  if (seconds === undefined) throw new Error('the end of the page has no delay of the event loop');
  return Number(seconds) * 1000;
}

/** Another moment, and so another page. */
async function changeUntil(end: AbortSignal, file: string, report: string): Promise<void> {
  while (!end.aborted) {
    await writeFile(`${file}.new`, report.replace(/20[^,]+Z/, new Date().toISOString()));
    await rename(`${file}.new`, file);
    await setTimeout(CHANGE_EVERY_MS);
  }
}

/** Connections that send nothing. Each comes again after a while when the exporter has closed it, as those of clients do. */
async function holdIdle(count: number, url: string): Promise<Disposable & { refused(): number }> {
  const port = Number(new URL(url).port);
  const open = new Set<Socket>();
  let ended = false;
  let refused = 0;
  const hold = async (): Promise<void> => {
    if (ended) return;
    const socket = connect(port, '127.0.0.1').on('error', () => (refused += 1));
    open.add(socket.resume());
    socket.once('close', () => {
      open.delete(socket);
      void setTimeout(Math.random() * LONGEST_ABSENCE_MS, undefined, { ref: false }).then(hold);
    });
    await once(socket, 'connect');
  };
  await Promise.all(Array.from({ length: count }, hold));
  return {
    refused: () => refused,
    [Symbol.dispose]: () => {
      ended = true;
      for (const socket of open) socket.destroy();
    },
  };
}

/**
 * Clients that read the page again and again, in a process of their own: the thread of the probes must not wait for what they get. Rejects if one of
 * them is refused or cut off.
 */
async function readUntil(end: AbortSignal, url: string, encoding: Encoding): Promise<void> {
  // What waits is to wait for the exporter, and not for the processors that the clients keep busy.
  const command = ['-n', '19', process.execPath, '-e', CLIENTS, `${url}/metrics`, encoding, String(READERS)];
  const child = spawn('nice', command, {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const words = text(child.stderr);
  end.addEventListener('abort', () => child.kill());
  const [code] = await exited;
  if (code !== null) throw new Error(`the crowd ended with ${code}: ${await words}`);
}
