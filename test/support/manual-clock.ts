import { jest } from '@jest/globals';
import type { SteadyClock } from '../../src/model/clock.ts';

interface Sleeper {
  /** By the time that has passed, as real timers do not see that a clock is set. */
  readonly until: number;
  readonly wake: () => void;
}

/**
 * A clock that stands still until the test moves it. `Date` stands with it, because node-cache reads it; real timers and
 * setImmediate stay, so that the work between two moments really runs. Call `restore` after the test.
 */
export class ManualClock implements SteadyClock {
  #now: number;
  #passed = 0;
  #sleepers: Sleeper[] = [];

  constructor(now: string) {
    this.#now = Date.parse(now);
    jest.useFakeTimers({
      now: this.#now,
      doNotFake: [
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'clearImmediate',
        'setInterval',
        'clearInterval',
        'setTimeout',
        'clearTimeout',
      ],
    });
  }

  now(): number {
    return this.#now;
  }

  passed(): number {
    return this.#passed;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = (): void => {
        signal?.removeEventListener('abort', wake);
        this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.wake !== wake);
        resolve();
      };
      this.#sleepers.push({ until: this.#passed + ms, wake });
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /** Moves on by `ms`, waking every sleeper at its own moment, and lets what each does come to rest. */
  async advance(ms: number): Promise<void> {
    const end = this.#passed + ms;
    await settle();
    for (let next = this.#nextUntil(end); next !== undefined; next = this.#nextUntil(end)) {
      this.#passTo(Math.max(this.#passed, next));
      for (const { until, wake } of this.#sleepers) if (until <= this.#passed) wake();
      await settle();
    }
    this.#passTo(end);
  }

  /** Somebody sets the clock, by `ms` forward or backward: no time passes, and nobody wakes up. */
  jump(ms: number): void {
    this.#now += ms;
    jest.setSystemTime(this.#now);
  }

  restore(): void {
    jest.useRealTimers();
  }

  #nextUntil(end: number): number | undefined {
    const untils = this.#sleepers.map(({ until }) => until).filter((until) => until <= end);
    return untils.length > 0 ? Math.min(...untils) : undefined;
  }

  #passTo(passed: number): void {
    this.jump(passed - this.#passed);
    this.#passed = passed;
  }
}

/** Lets everything run that is ready to run: promises, and the turns of the event loop between the pieces of a parsed report. */
export async function settle(): Promise<void> {
  await new Promise<void>((resolve) => takeTurns(20, resolve));
}

/** By callbacks, as a test may take hundreds of thousands of turns, and a promise for each doubles what they cost. */
function takeTurns(left: number, done: () => void): void {
  if (left === 0) done();
  else setImmediate(takeTurns, left - 1, done);
}
