/** How long it takes to read records of CloudTrail as events, and how long that keeps the event loop. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { readEvent } from '../../src/activity/read-event.ts';
import { searchActivity } from '../../src/activity/search.ts';
import type { ActivitySource } from '../../src/model/activity-source.ts';
import { activityRecords } from './activity-records.ts';
import { type Figure, median } from './figure.ts';

const RECORDS = 100_000;
/** As CloudTrail gives them. */
const PAGE = 50;
const RUNS = 7;
const LIMITS = { times: 1.5, stallMs: 50 };

export async function measureActivityReading(): Promise<Figure[]> {
  const texts = activityRecords(RECORDS);
  const pages = Array.from({ length: RECORDS / PAGE }, (_, page) => texts.slice(page * PAGE, (page + 1) * PAGE));
  const size = texts.reduce((sum, { length }) => sum + length, 0) / RECORDS;
  const runs = Array.from({ length: RUNS }, () => timesOf(pages));
  const times = median(runs.map(({ parsed, read }) => read / parsed));
  const perRecord = (median(runs.map(({ read }) => read)) / RECORDS) * 1000;
  const { stall, found } = await searched(pages);
  if (found !== RECORDS) throw new Error(`${found} of ${RECORDS} records were found`);
  const what = `${RECORDS.toLocaleString('en')} records of CloudTrail (${(size / 1000).toFixed(1)} KB each)`;
  return [
    {
      what: `${what} read from their text as events, against JSON.parse alone`,
      limit: `at most ${LIMITS.times} times`,
      measured: `${times.toFixed(2)} times (${perRecord.toFixed(0)} µs a record)`,
      held: times <= LIMITS.times,
    },
    {
      what: `longest event-loop stall while ${what} are searched, ${PAGE} a page`,
      limit: `at most ${LIMITS.stallMs} ms`,
      measured: `${stall.toFixed(0)} ms`,
      held: stall <= LIMITS.stallMs,
    },
  ];
}

/** Page by page in turns, so that the machine is as good or bad for both. */
function timesOf(pages: readonly (readonly string[])[]): { readonly parsed: number; readonly read: number } {
  let parsed = 0;
  let read = 0;
  for (const page of pages) {
    const begin = performance.now();
    for (const text of page) JSON.parse(text);
    const between = performance.now();
    for (const text of page) {
      if (!readEvent(JSON.parse(text)).ok) throw new Error('a record is no event');
    }
    read += performance.now() - between;
    parsed += between - begin;
  }
  return { parsed, read };
}

async function searched(pages: readonly (readonly string[])[]): Promise<{ stall: number; found: number }> {
  const source: ActivitySource = {
    search: () => ({
      records: (async function* () {
        for (const page of pages) {
          yield* page.map((text): unknown => JSON.parse(text));
          // The next answer is still on its way.
          await setImmediate();
        }
      })(),
      coverage: () => [],
    }),
  };
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const question = { subject: { of: 'anybody' }, events: [], from: 0, to: Number.MAX_SAFE_INTEGER } as const;
  const { events } = searchActivity(source, question, { signal: new AbortController().signal });
  let found = 0;
  for await (const { event } of events) if (event.id !== '') found += 1;
  // A stall is seen by the timer that comes late.
  await setTimeout(10);
  delay.disable();
  return { stall: delay.max / 1e6, found };
}
