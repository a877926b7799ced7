/**
 * Owns the bytes of /metrics: evaluates, renders, compresses and holds them. Knows no HTTP, and a scrape never waits for AWS: it
 * gets the page that is ready, plus a tail about the exporter itself that is at most a second old.
 */
import type { ProcessMetrics } from '../metrics/process-metrics.ts';
import { type Clock, unixSeconds } from '../model/clock.ts';
import type { ExporterState } from '../model/exporter-state.ts';
import type { Snapshot } from '../model/snapshot.ts';
import { buildPage, deflateTail, EMPTY_PAGE, gzipMember, type Page } from './page.ts';
import { type Excluded, renderExporter, renderReports } from './render.ts';
import { collectSubjects, type SubjectOptions } from './subjects.ts';
import { CONTENT_TYPES, type Format } from './text-format.ts';

/** 300 accounts that arrive one by one must not render 300 times. */
const SHORTEST_GAP_MS = 5_000;
/** Ages in days move without a new report. */
const LONGEST_GAP_MS = 60_000;
const TAIL_LIFETIME_MS = 1_000;

export interface ExpositionInput {
  readonly clock: Clock;
  readonly processMetrics: ProcessMetrics;
  readonly snapshots: () => Iterable<Snapshot>;
  /** @param series what the page holds. */
  readonly state: (series: number) => ExporterState;
  /** Asked at each rendering, as a reload may change them. */
  readonly options: () => SubjectOptions & { readonly excluded: Excluded };
}

export interface Scrape {
  readonly contentType: string;
  readonly contentEncoding?: 'gzip';
  readonly chunks: readonly Buffer[];
}

export interface Exposition {
  /** Says that a snapshot has changed; or an option, which `urgent` makes visible without the usual gap. */
  markDirty(urgent?: boolean): void;
  /** Whether the page shows everything that was marked. */
  isCurrent(): boolean;
  /** Renders whenever it is due, until `signal` aborts. */
  run(signal: AbortSignal): Promise<void>;
  scrape(format: Format, gzip: boolean): Promise<Scrape>;
}

interface Tail {
  readonly plain: Buffer;
  readonly deflated: Buffer;
}

export function createExposition(input: ExpositionInput): Exposition {
  const { clock, processMetrics } = input;
  let page: Page = EMPTY_PAGE;
  let dirty = false;
  let rendering = false;
  let wake = new AbortController();
  let hurry = new AbortController();
  const tails = new Map<Format, { madeAt: number; tail: Promise<Tail> }>();

  async function render(): Promise<void> {
    dirty = false;
    rendering = true;
    hurry = new AbortController();
    const options = input.options();
    const now = unixSeconds(clock);
    const subjects = await collectSubjects(input.snapshots(), options, now);
    page = await buildPage(renderReports(subjects, options.excluded, now));
    // A tail from before would not know the refresh that this page shows.
    tails.clear();
    rendering = false;
  }

  /** Sleeps until the page is marked dirty, `ms` have passed, or `signal` aborts. */
  async function sleepUnlessDirty(ms: number, signal: AbortSignal): Promise<void> {
    wake = new AbortController();
    if (!dirty) await clock.sleep(ms, AbortSignal.any([signal, wake.signal]));
  }

  async function makeTail(format: Format): Promise<Tail> {
    const own = renderExporter(input.state(page.series), input.options().excluded, unixSeconds(clock), format);
    const process = await (format === 'text' ? processMetrics.text() : processMetrics.openMetrics());
    const plain = Buffer.from(own + process + (format === 'openmetrics' ? '# EOF\n' : ''));
    return { plain, deflated: deflateTail(plain) };
  }

  function freshTail(format: Format): Promise<Tail> {
    const now = clock.now();
    const kept = tails.get(format);
    // A clock that was set back must not keep the tail until it gets there again.
    if (kept !== undefined && Math.abs(now - kept.madeAt) < TAIL_LIFETIME_MS) return kept.tail;
    const tail = makeTail(format);
    tails.set(format, { madeAt: now, tail });
    return tail;
  }

  return {
    markDirty(urgent = false) {
      dirty = true;
      wake.abort();
      if (urgent) hurry.abort();
    },
    isCurrent: () => !dirty && !rendering,
    async run(signal) {
      await sleepUnlessDirty(LONGEST_GAP_MS, signal);
      while (!signal.aborted) {
        await render();
        await clock.sleep(SHORTEST_GAP_MS, AbortSignal.any([signal, hurry.signal]));
        await sleepUnlessDirty(LONGEST_GAP_MS - SHORTEST_GAP_MS, signal);
      }
    },
    async scrape(format, gzip) {
      const { plain, deflated } = await freshTail(format);
      const contentType = CONTENT_TYPES[format];
      if (gzip) return { contentType, contentEncoding: 'gzip', chunks: gzipMember(page, plain, deflated) };
      return { contentType, chunks: [...page.plain, plain] };
    },
  };
}
