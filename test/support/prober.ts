/**
 * Asks a probe of the exporter again and again, as Kubernetes does, and notes how long it waited. It works in a thread of its own:
 * whatever keeps the caller busy, such as an AWS on loopback, does not count.
 */
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';

const EVERY_MS = 100;

export interface Probed {
  readonly count: number;
  /** Milliseconds that the slowest waited for its answer; one that still waits is one of them. */
  readonly slowest: number;
  /** ISO 8601: when the slowest was sent. */
  readonly slowestAt: string;
  /** Those that were not answered with 200, by what came instead. */
  readonly bad: Readonly<Record<string, number>>;
}

export interface Prober extends AsyncDisposable {
  /** What it found since the start. */
  read(): Promise<Probed>;
}

// No file of its own: each of the programs that run TypeScript here loads the file of a worker in another way.
const THREAD = `
  const { parentPort, workerData: { url, every } } = require('node:worker_threads');
  const http = require('node:http');
  const waiting = new Map();
  const bad = {};
  let count = 0;
  let slowest = { ms: 0, sentAt: Date.now() };
  function note(probe) {
    const ms = performance.now() - probe.begin;
    if (ms > slowest.ms) slowest = { ms, sentAt: probe.sentAt };
  }
  function send() {
    const probe = { begin: performance.now(), sentAt: Date.now() };
    waiting.set(probe, true);
    count += 1;
    const end = (outcome) => {
      if (!waiting.delete(probe)) return;
      note(probe);
      if (outcome !== 200) bad[outcome] = (bad[outcome] ?? 0) + 1;
    };
    // A connection for each, as Kubernetes makes one.
    const request = http.get(url, { agent: false }, (answer) => {
      answer.resume().once('end', () => end(answer.statusCode)).once('error', (error) => end(error.code));
    });
    request.once('error', (error) => end(error.code));
  }
  setInterval(send, every);
  parentPort.on('message', () => {
    for (const probe of waiting.keys()) note(probe);
    parentPort.postMessage({ count, slowest: slowest.ms, slowestAt: new Date(slowest.sentAt).toISOString(), bad });
  });
`;

export function startProber(url: string): Prober {
  const worker = new Worker(THREAD, { eval: true, workerData: { url, every: EVERY_MS } });
  worker.unref();
  return {
    async read() {
      const answer = once(worker, 'message');
      worker.postMessage('read');
      const [probed] = (await answer) as [Probed];
      return probed;
    },
    [Symbol.asyncDispose]: async () => {
      await worker.terminate();
    },
  };
}
