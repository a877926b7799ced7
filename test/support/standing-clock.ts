import type { Clock } from '../../src/model/clock.ts';

/** The time of the machine, in which nobody wakes up before the test says so. */
export class StandingClock implements Clock {
  readonly #sleepers = new Set<{ readonly ms: number; readonly wake: () => void }>();

  now(): number {
    return Date.now();
  }

  async sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return;
    await new Promise<void>((resolve) => {
      const sleeper = { ms, wake: resolve };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers.delete(sleeper);
        resolve();
      });
    });
  }

  /** How long those sleep that sleep now, in milliseconds. */
  sleeping(): number[] {
    return [...this.#sleepers].map(({ ms }) => ms);
  }

  /** Wakes all that sleep as long. */
  wake(ms: number): void {
    for (const sleeper of this.#sleepers) {
      if (sleeper.ms !== ms) continue;
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    }
  }
}
