/**
 * Owns the bytes of /metrics: has the facts assessed, renders, compresses and holds page and assessment, which are swapped
 * together. Knows no HTTP, and a scrape never waits for AWS: it gets the page that is ready, plus a tail about the exporter itself
 * that is at most a second old.
 */
import { assess } from '../checks/assess.ts';
import type { ProcessMetrics } from '../metrics/process-metrics.ts';
import type { World } from '../metrics/world.ts';
import type { Assessment } from '../model/assessment.ts';
import { type SteadyClock, unixSeconds } from '../model/clock.ts';
import type { ExporterState } from '../model/exporter-state.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { Log } from '../model/log.ts';
import type { UnixSeconds } from '../model/time.ts';
import { createFaultLog, type FaultsOfRendering } from './fault-log.ts';
import { buildPage, deflateTail, EMPTY_PAGE, gzipMember, type Page, plainText, sameOrNext } from './page.ts';
import { renderAccounts, renderExporter, type RenderOptions } from './render.ts';
import { CONTENT_TYPES, type Format } from './text-format.ts';

/** 300 accounts that arrive one by one must not render 300 times. */
const SHORTEST_GAP_MS = 5_000;
/** Ages in days move without a new report. */
const LONGEST_GAP_MS = 60_000;
const TAIL_LIFETIME_MS = 1_000;

export interface ExpositionInput {
  readonly clock: SteadyClock;
  readonly log: Pick<Log, 'error'>;
  readonly processMetrics: ProcessMetrics;
  /** Called when a rendering has ended, and with it the use of most of what it made. */
  readonly collectGarbage: () => void;
  readonly facts: () => Iterable<AccountFacts>;
  /** The exporter's own state, as it is beside this page. */
  readonly state: (page: PageState) => ExporterState;
  /** Asked at each rendering, as a reload may change them. */
  readonly options: () => Omit<World, 'assessment'> & Pick<RenderOptions, 'excluded'>;
}

export interface PageState {
  readonly series: number;
  /** Names of the accounts that a fault of this program keeps from being judged. */
  readonly faulted: ReadonlySet<string>;
}

export interface Scrape {
  readonly contentType: string;
  readonly contentEncoding?: 'gzip';
  readonly byteLength: number;
  /** Ready, or made while they are read. */
  readonly chunks: readonly Buffer[] | AsyncIterable<Buffer>;
}

/** What /metrics shows, swapped together with the page. */
export interface Shown {
  readonly world: World;
  readonly excluded: RenderOptions['excluded'];
  /** When it was judged; undefined: nothing has been judged since the start. */
  readonly moment: UnixSeconds | undefined;
}

export interface LastRendering {
  /** Whether it has begun and not ended. */
  readonly underWay: boolean;
  /** Since it began or ended, whatever was done to the clock meanwhile; without any, since the start. */
  readonly milliseconds: number;
}

export interface Exposition {
  /** Says that a fact has changed; or an option, which `urgent` makes visible without the usual gap. */
  markDirty(urgent?: boolean): void;
  /** Whether the page shows everything that was marked. */
  isCurrent(): boolean;
  lastRendering(): LastRendering;
  /** Renders whenever it is due, until `signal` aborts, and leaves a rendering that is under way then. */
  run(signal: AbortSignal): Promise<void>;
  scrape(format: Format, gzip: boolean): Promise<Scrape>;
  shown(): Shown;
  /** The exporter's own state, as it is now beside what is shown. */
  state(): ExporterState;
}

interface Tail {
  readonly plain: Buffer;
  readonly deflated: Buffer;
}

const NOTHING: Assessment = { accounts: [], faults: [] };

export function createExposition(input: ExpositionInput): Exposition {
  const { clock, processMetrics } = input;
  const faultLog = createFaultLog(input.log);
  let page: Page = EMPTY_PAGE;
  let shown: Shown | undefined;
  let dirty = false;
  let rendering = false;
  let renderingSince = clock.passed();
  let wake = new AbortController();
  let hurry = new AbortController();
  const tails = new Map<Format, { madeAt: number; tail: Promise<Tail> }>();

  async function render(signal: AbortSignal): Promise<void> {
    dirty = false;
    rendering = true;
    renderingSince = clock.passed();
    hurry = new AbortController();
    const faults = faultLog.begin();
    try {
      await renderNext(faults, signal);
    } catch (error) {
      if (signal.aborted) return;
      // The page before it stays, and its facts get older, which an alert sees.
      faults.ofPage(error);
    }
    faults.end();
    // A tail from before would not know the refresh that this page shows.
    tails.clear();
    rendering = false;
    renderingSince = clock.passed();
    input.collectGarbage();
  }

  async function renderNext(faults: FaultsOfRendering, signal: AbortSignal): Promise<void> {
    const { excluded, ...options } = input.options();
    const now = unixSeconds(clock);
    const last = shown === undefined ? {} : { last: shown.world.assessment };
    const next = await assess(input.facts(), options.policy, now, { ...last, signal });
    for (const { accountName, check, error } of next.faults) faults.ofAssessment(accountName, check, error);
    const onFault = (family: string, error: unknown) => faults.ofFamily(family, error);
    const world = { ...options, assessment: next };
    page = sameOrNext(page, await buildPage(renderAccounts(world, { now, excluded, onFault }), signal));
    shown = { world, excluded, moment: now };
  }

  /** Sleeps until the page is marked dirty, `ms` have passed, or `signal` aborts. */
  async function sleepUnlessDirty(ms: number, signal: AbortSignal): Promise<void> {
    wake = new AbortController();
    if (!dirty && !signal.aborted) await clock.sleep(ms, wake.signal);
  }

  function readState(): ExporterState {
    return input.state({ series: page.series, faulted: faultedAccounts(shown?.world.assessment) });
  }

  async function makeTail(format: Format): Promise<Tail> {
    const { excluded } = input.options();
    const own = renderExporter(readState(), { excluded, now: unixSeconds(clock), onFault: rethrow }, format);
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
    lastRendering: () => ({ underWay: rendering, milliseconds: clock.passed() - renderingSince }),
    async run(signal) {
      // Not AbortSignal.any: of each signal that it makes, the outer one keeps a trace for good.
      const stop = (): void => {
        wake.abort();
        hurry.abort();
      };
      signal.addEventListener('abort', stop, { once: true });
      await sleepUnlessDirty(LONGEST_GAP_MS, signal);
      while (!signal.aborted) {
        await render(signal);
        await clock.sleep(SHORTEST_GAP_MS, hurry.signal);
        await sleepUnlessDirty(LONGEST_GAP_MS - SHORTEST_GAP_MS, signal);
      }
    },
    shown() {
      const { excluded, ...options } = input.options();
      return shown ?? { world: { ...options, assessment: NOTHING }, excluded, moment: undefined };
    },
    state: readState,
    async scrape(format, gzip) {
      const { plain, deflated } = await freshTail(format);
      const contentType = CONTENT_TYPES[format];
      if (gzip) {
        const chunks = gzipMember(page, plain, deflated);
        const byteLength = chunks.reduce((sum, chunk) => sum + chunk.length, 0);
        return { contentType, contentEncoding: 'gzip', byteLength, chunks };
      }
      return { contentType, byteLength: page.byteLength + plain.length, chunks: plainText(page, plain) };
    },
  };
}

function faultedAccounts({ faults }: Assessment = NOTHING): Set<string> {
  return new Set(faults.flatMap(({ accountName, check }) => (check === undefined ? [accountName] : [])));
}

/** The exporter's own state is no data from outside. */
function rethrow(_family: string, error: unknown): never {
  throw error;
}
