/**
 * Long lists are looked through piece by piece, one piece in a turn of the event loop, however many ask at the same time: tens of thousands
 * of users, each compared with twenty patterns, take seconds, and probes and scrapes must not wait for that.
 */

/** Each is compared with twenty patterns in some milliseconds. */
export const ROWS_PER_TURN = 200;

const waiting: (() => void)[] = [];

/** Resolves in a turn of the event loop that nobody else has. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    waiting.push(resolve);
    if (waiting.length === 1) setImmediate(giveTurn);
  });
}

function giveTurn(): void {
  // One that is made while immediates run comes in the next turn.
  if (waiting.length > 1) setImmediate(giveTurn);
  waiting.shift()?.();
}
