/**
 * Milliseconds to wait before the next attempt: `first`, doubled with each failed attempt (counted from 1), at most `max`,
 * and then up to a quarter more, so that many accounts that failed together do not return together.
 */
export function backoff(attempt: number, limits: { first: number; max: number }, random: () => number): number {
  const delay = Math.min(limits.max, limits.first * 2 ** (attempt - 1));
  return delay * (1 + random() / 4);
}
