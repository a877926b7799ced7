/** Counts the turns of the event loop from now on. */
export interface TurnCounter extends Disposable {
  readonly now: () => number;
}

export function countTurns(): TurnCounter {
  let turn = 0;
  let counting = true;
  const count = (): void => {
    turn += 1;
    if (counting) setImmediate(count);
  };
  setImmediate(count);
  return { now: () => turn, [Symbol.dispose]: () => void (counting = false) };
}
