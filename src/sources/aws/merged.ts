/** What several generators yield, as it comes. None runs ahead of who reads; each is returned when one throws or the reader stops. */
export async function* merged<Item>(generators: readonly AsyncGenerator<Item>[]): AsyncGenerator<Item> {
  const next = new Map(generators.map((generator) => [generator, step(generator)]));
  try {
    while (next.size > 0) {
      const { generator, result } = await Promise.race(next.values());
      if (result.done === true) {
        next.delete(generator);
        continue;
      }
      next.set(generator, step(generator));
      yield result.value;
    }
  } finally {
    // Not awaited: one that waits for AWS ends by its signal. Whatever it still throws is of no interest.
    for (const [generator, pending] of next) {
      pending.catch(() => undefined);
      generator.return(undefined).catch(() => undefined);
    }
  }
}

interface Step<Item> {
  readonly generator: AsyncGenerator<Item>;
  readonly result: IteratorResult<Item>;
}

async function step<Item>(generator: AsyncGenerator<Item>): Promise<Step<Item>> {
  return { generator, result: await generator.next() };
}
