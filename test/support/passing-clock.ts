import type { SteadyClock } from '../../src/model/clock.ts';

/** Time that passes because somebody sleeps, at once, but for deadlines: those pass when the test says so. */
export class PassingClock implements SteadyClock {
  readonly #deadlineMs: number;
  readonly #deadlines = new Set<() => void>();
  #begin: number;
  #passed = 0;
  /** Milliseconds of each sleep that took any, deadlines apart. */
  readonly slept: number[] = [];

  /** @param deadlineMs a sleep of so long, or longer, is one. */
  constructor(now: string, deadlineMs: number) {
    this.#begin = Date.parse(now);
    this.#deadlineMs = deadlineMs;
  }

  now(): number {
    return this.#begin + this.#passed;
  }

  passed(): number {
    return this.#passed;
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted || ms <= 0) return;
    if (ms < this.#deadlineMs) {
      this.#passed += ms;
      this.slept.push(ms);
      return;
    }
    await new Promise<void>((resolve) => {
      this.#deadlines.add(resolve);
      signal?.addEventListener('abort', () => {
        this.#deadlines.delete(resolve);
        resolve();
      });
    });
  }

  /** Time passes by itself. */
  pass(ms: number): void {
    this.#passed += ms;
  }

  /** Somebody sets the clock, by `ms` forward or backward: no time passes. */
  jump(ms: number): void {
    this.#begin += ms;
  }

  /** Passes all deadlines that are waited for. */
  passDeadlines(): void {
    for (const pass of this.#deadlines) pass();
  }
}
