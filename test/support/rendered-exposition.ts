import { createExposition, type Exposition, type ExpositionInput } from '../../src/exposition/exposition.ts';
import type { Snapshot } from '../../src/model/snapshot.ts';
import type { UnixSeconds } from '../../src/model/time.ts';
import { at, exporterState } from './model-values.ts';
import { policyWith } from './policy.ts';

/** What the tests that compare whole texts put in place of prom-client's, whose values change. */
const NO_PROCESS_METRICS = { text: () => Promise.resolve(''), openMetrics: () => Promise.resolve('') };

export interface RenderedExpositionValues extends Partial<ReturnType<ExpositionInput['options']>> {
  readonly snapshots?: readonly Snapshot[];
  readonly now?: UnixSeconds;
  readonly state?: ExpositionInput['state'];
}

/** An exposition that has rendered the snapshots once, at a moment that then stands still. */
export async function renderedExposition(values: RenderedExpositionValues = {}): Promise<Exposition> {
  const { snapshots = [], now = at('2026-11-22T12:00:00Z') } = values;
  const { perUser = true, policy = policyWith(), accounts = snapshots.length, excluded = () => false } = values;
  const stop = new AbortController();
  const exposition = createExposition({
    clock: {
      now: () => now * 1000,
      sleep: () => {
        stop.abort();
        return Promise.resolve();
      },
    },
    processMetrics: NO_PROCESS_METRICS,
    snapshots: () => snapshots,
    state: values.state ?? ((series) => exporterState({ series })),
    options: () => ({ perUser, policy, accounts, excluded }),
  });
  exposition.markDirty();
  await exposition.run(stop.signal);
  return exposition;
}

export async function scrapeText(exposition: Exposition, format: 'text' | 'openmetrics' = 'text'): Promise<string> {
  const { chunks } = await exposition.scrape(format, false);
  return Buffer.concat(chunks).toString();
}
