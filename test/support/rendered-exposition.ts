import {
  createExposition,
  type Exposition,
  type ExpositionInput,
  type Scrape,
} from '../../src/exposition/exposition.ts';
import type { AccountFacts } from '../../src/model/facts/account-facts.ts';
import type { UnixSeconds } from '../../src/model/time.ts';
import { at, exporterState } from './model-values.ts';
import { policyWith } from './policy.ts';

/** What the tests that compare whole texts put in place of prom-client's, whose values change. */
const NO_PROCESS_METRICS = { text: () => Promise.resolve(''), openMetrics: () => Promise.resolve('') };

export interface RenderedExpositionValues extends Partial<ReturnType<ExpositionInput['options']>> {
  readonly facts?: readonly AccountFacts[];
  readonly now?: UnixSeconds;
  readonly state?: ExpositionInput['state'];
  readonly log?: ExpositionInput['log'];
}

/** An exposition that has rendered the snapshots once, at a moment that then stands still. */
export async function renderedExposition(values: RenderedExpositionValues = {}): Promise<Exposition> {
  const { facts = [], now = at('2026-11-22T12:00:00Z') } = values;
  const { perUser = true, policy = policyWith(), accounts = facts.length, excluded = () => false } = values;
  const stop = new AbortController();
  const exposition = createExposition({
    clock: {
      now: () => now * 1000,
      passed: () => 0,
      sleep: () => {
        stop.abort();
        return Promise.resolve();
      },
    },
    log: values.log ?? { error: () => undefined },
    collectGarbage: () => undefined,
    processMetrics: NO_PROCESS_METRICS,
    facts: () => facts,
    state: values.state ?? (({ series }) => exporterState({ series })),
    options: () => ({ perUser, policy, ownerTag: 'owner', accounts, excluded }),
  });
  exposition.markDirty();
  await exposition.run(stop.signal);
  return exposition;
}

export async function scrapeText(exposition: Exposition, format: 'text' | 'openmetrics' = 'text'): Promise<string> {
  return (await bytesOf(await exposition.scrape(format, false))).toString();
}

/** All of a scrape, as a client gets it. */
export async function bytesOf({ chunks }: Scrape): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks as AsyncIterable<Buffer>) parts.push(chunk);
  return Buffer.concat(parts);
}
