import { setImmediate } from 'node:timers/promises';
import { afterEach } from '@jest/globals';
import { createExposition, type Exposition } from '../../../src/exposition/exposition.ts';
import type { SteadyClock } from '../../../src/model/clock.ts';
import type { AccountFacts } from '../../../src/model/facts/account-facts.ts';
import type { ExporterState } from '../../../src/model/exporter-state.ts';
import { ManualClock, settle } from '../../support/manual-clock.ts';
import { policyWith } from '../../support/policy.ts';
import { exporterState, accountFacts } from '../../support/model-values.ts';

const stops: (() => Promise<void>)[] = [];

afterEach(async () => {
  await Promise.all(stops.splice(0).map((stop) => stop()));
});

/** An exposition that runs on a clock of the test's. It is stopped after the test. */
export class RunningExposition {
  readonly clock: ManualClock;
  readonly exposition: Exposition;
  /** Seconds from the start to each rendering. */
  readonly renderings: number[] = [];
  /** How often prom-client would have been asked. */
  processMetricsReadings = 0;
  facts: readonly AccountFacts[] = [accountFacts()];
  state: Partial<ExporterState> = {};
  policy = policyWith();
  /** Accounts that could not be judged, as the last scrape has it. */
  faulted: string[] = [];
  /** What was logged as an error. */
  readonly errors: object[] = [];
  /** Called at the start of each rendering. */
  onRendering: () => void = () => undefined;
  readonly #stop = new AbortController();
  readonly #run: Promise<void>;
  #asleep = false;

  constructor(start = '2026-11-22T12:00:00Z') {
    this.clock = new ManualClock(start);
    const readProcessMetrics = () => {
      this.processMetricsReadings += 1;
      return Promise.resolve('');
    };
    this.exposition = createExposition({
      clock: this.#observed(),
      log: { error: (fields, message) => this.errors.push({ ...fields, message }) },
      collectGarbage: () => undefined,
      processMetrics: { text: readProcessMetrics, openMetrics: readProcessMetrics },
      facts: () => {
        this.renderings.push((this.clock.now() - Date.parse(start)) / 1000);
        this.onRendering();
        return this.facts;
      },
      state: ({ series, faulted }) => {
        this.faulted = [...faulted];
        return exporterState({ series, ...this.state });
      },
      options: () => ({
        perUser: true,
        policy: this.policy,
        ownerTag: 'owner',
        accounts: 1,
        excluded: () => false,
      }),
    });
    this.#run = this.exposition.run(this.#stop.signal);
    stops.push(() => this.stop());
  }

  /** Moves on second by second; each time all work is done before the next. */
  async advance(seconds: number): Promise<void> {
    await this.rest();
    for (let second = 0; second < seconds; second += 1) {
      await this.clock.advance(1_000);
      await this.rest();
    }
  }

  /** Until there is nothing to do: a rendering takes turns of the event loop, and a compressor's thread. */
  async rest(): Promise<void> {
    await settle();
    while (!this.#asleep) await setImmediate();
  }

  /** Resolves once `run` has ended. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#run;
    this.clock.restore();
  }

  #observed(): SteadyClock {
    return {
      now: () => this.clock.now(),
      passed: () => this.clock.passed(),
      sleep: async (ms, signal) => {
        this.#asleep = true;
        await this.clock.sleep(ms, signal);
        this.#asleep = false;
      },
    };
  }
}
