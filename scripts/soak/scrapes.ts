/** Everybody who reads /metrics: three formats by turns, and readers that are slow. */
import { setTimeout } from 'node:timers/promises';
import { readSlowly } from '../../test/support/slow-reader.ts';
import { ask } from './ask.ts';

const EVERY_MS = 5_000;
const DEADLINE_MS = 10_000;
const SLOW = { every: 4, seconds: 120 };

const OPEN_METRICS = 'application/openmetrics-text;version=1.0.0';
const FORMATS = [
  { name: 'gzip', headers: { 'accept-encoding': 'gzip' } },
  { name: 'plain', headers: { 'accept-encoding': 'identity' } },
  { name: 'gzip', headers: { 'accept-encoding': 'gzip' } },
  { name: 'OpenMetrics', headers: { 'accept-encoding': 'gzip', accept: OPEN_METRICS } },
] as const;

export interface Scrapes {
  readonly counts: Record<(typeof FORMATS)[number]['name'] | 'slow', number>;
  /** Scrapes without a whole page within ten seconds. */
  failed: number;
}

/** Reads until `signal` aborts, and hands on each page. */
export async function scrape(
  url: string,
  onPage: (page: string) => void,
  scrapes: Scrapes,
  signal: AbortSignal,
): Promise<void> {
  const isOver = (): boolean => signal.aborted;
  for (let turn = 0; !isOver(); turn += 1) {
    const { name, headers } = FORMATS[turn % FORMATS.length] ?? FORMATS[0];
    const begin = performance.now();
    const page = await pageOf(url, headers);
    if (isOver()) return;
    scrapes.counts[name] += 1;
    if (page === undefined) scrapes.failed += 1;
    else onPage(page);
    if (turn % SLOW.every === 0) {
      scrapes.counts.slow += 1;
      const leave = new AbortController();
      void readSlowly(url, leave.signal);
      void setTimeout(SLOW.seconds * 1000, undefined, { ref: false }).then(() => leave.abort());
    }
    await setTimeout(Math.max(0, EVERY_MS - (performance.now() - begin)), undefined, { signal }).catch(() => undefined);
  }
}

export async function pageOf(url: string, headers: Readonly<Record<string, string>>): Promise<string | undefined> {
  const answer = await ask(`${url}/metrics`, { headers, deadline: DEADLINE_MS });
  return answer?.status === 200 ? answer.text : undefined;
}
