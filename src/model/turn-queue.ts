/**
 * Turns of the event loop, one for each who waits, in the order in which they came: what many do at the same time then takes no turn that is
 * longer than that of one.
 */
export interface TurnQueue {
  /** Resolves in a turn that nobody else of this queue has. */
  next(): Promise<void>;
}

export function createTurnQueue(): TurnQueue {
  const waiting: (() => void)[] = [];
  function give(): void {
    // One that is made while immediates run comes in the next turn.
    if (waiting.length > 1) setImmediate(give);
    waiting.shift()?.();
  }
  return {
    next: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        if (waiting.length === 1) setImmediate(give);
      }),
  };
}
