/** How much work is under way at the same time. */

/** At most so many at a time, begun in their order. */
export async function workThrough<Of>(
  all: readonly Of[],
  atOnce: number,
  work: (one: Of, index: number) => Promise<void>,
): Promise<void> {
  const waiting = all.entries();
  const worker = async (): Promise<void> => {
    for (const [index, one] of waiting) await work(one, index);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
}

/** What is handed to it waits for what was handed to it before, however that ends. */
export function oneAfterAnother(): (work: () => Promise<void>) => Promise<void> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => undefined);
    return next;
  };
}
