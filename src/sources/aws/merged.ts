import { setMaxListeners } from 'node:events';
import { untilAborted } from './until-aborted.ts';

/**
 * What several generators yield, as it comes; none makes its next item before who reads has taken the last one. Throws what the first of them throws, or the signal's
 * reason at once when aborted, whatever they wait for.
 *
 * @param start makes them; the signal that they get aborts too when one has thrown, or when who reads stops before the end.
 */
export async function* merged<Item>(
  start: (signal: AbortSignal) => readonly AsyncGenerator<Item>[],
  signal: AbortSignal,
): AsyncGenerator<Item> {
  signal.throwIfAborted();
  const stopped = new AbortController();
  // One of each generator, at the least.
  setMaxListeners(0, stopped.signal);
  const next = new Map(start(stopped.signal).map((generator) => [generator, step(generator)]));
  try {
    while (next.size > 0) {
      const { generator, result } = await untilAborted(Promise.race(next.values()), signal);
      if (result.done === true) {
        next.delete(generator);
        continue;
      }
      yield result.value;
      signal.throwIfAborted();
      // Only now: the next item may cost a request that nobody wants.
      next.set(generator, step(generator));
    }
  } finally {
    // Whatever they still throw is of no interest to anybody.
    for (const pending of next.values()) pending.catch(() => undefined);
    stopped.abort();
  }
}

interface Step<Item> {
  readonly generator: AsyncGenerator<Item>;
  readonly result: IteratorResult<Item>;
}

async function step<Item>(generator: AsyncGenerator<Item>): Promise<Step<Item>> {
  return { generator, result: await generator.next() };
}
