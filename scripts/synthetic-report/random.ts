/** Chance that is the same in every run: everything drawn for a report comes from one seeded stream of numbers. */

/** A number from 0 up to, but not including, 1. */
export type Random = () => number;

/** Mulberry32 by Tommy Ettinger (public domain): tiny, fast, and even enough for sample data; not for secrets. */
export function seededRandom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function between(random: Random, low: number, high: number): number {
  return low + random() * (high - low);
}

export function pick<Item>(random: Random, items: readonly Item[]): Item {
  return itemAt(items, Math.floor(random() * items.length));
}

/** Picks each item as often as its `share` of the sum of all shares says. */
export function pickByShare<Item extends { readonly share: number }>(random: Random, items: readonly Item[]): Item {
  let rest = random() * items.reduce((sum, item) => sum + item.share, 0);
  const index = items.findIndex((item) => (rest -= item.share) < 0);
  return itemAt(items, index);
}

function itemAt<Item>(items: readonly Item[], index: number): Item {
  const item = items.at(index);
  if (item === undefined) throw new RangeError('there is nothing to pick from');
  return item;
}
