import { createTurns, LONGEST_TURN, type Turns } from '../../src/views/turns.ts';

/** Turns that are over whenever somebody asks, and how many were taken. */
export function countedTurns(): Turns & { readonly taken: () => number } {
  let now = 0;
  let taken = 0;
  const turns = createTurns({ passed: () => (now += LONGEST_TURN) });
  return {
    ...turns,
    async next() {
      taken += 1;
      await turns.next();
    },
    taken: () => taken,
  };
}
