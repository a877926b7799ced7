import { faults, type Fault } from './faults.ts';

/**
 * Throttles a share (0 to 1) of the requests, chosen by a pseudo-random generator: the same seed chooses the same ones, in
 * the order of their arrival.
 */
export function randomThrottling(share: number, seed: number): () => Fault | undefined {
  const random = mulberry32(seed);
  return () => (random() < share ? faults.throttling : undefined);
}

/** Tommy Ettinger's generator of 32 bits of state: as good as a test needs, and seeded, which Math.random is not. */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
