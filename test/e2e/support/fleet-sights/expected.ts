/** What a panel shows; of rows or lines that are alike in what puts them in order, any may be among the first ones. */
import type { Sight } from '../board-sights.ts';

export type Expected = Sight | ((seen: Sight) => Sight);

/** By the title of the panel. */
export type Expectations = Readonly<Record<string, Expected>>;

/**
 * The first ones: those that are before the last of them for certain, and of those that are alike the ones that were seen. `all` is in
 * order.
 */
export function firstOf<Item>(
  all: readonly Item[],
  most: number,
  rankOf: (item: Item) => number,
  wasSeen: (item: Item) => boolean,
): Item[] {
  const last = all[most - 1];
  if (last === undefined) return [...all];
  const certain = all.filter((item) => rankOf(item) > rankOf(last));
  const alike = all.filter((item) => rankOf(item) === rankOf(last));
  const seen = [...certain, ...alike.filter(wasSeen)];
  return seen.length === most ? seen : all.slice(0, most);
}

/** Whether one of the rows has this value in that column. */
export function inRows(seen: Sight, column: string, value: string): boolean {
  return Array.isArray(seen) && seen.some((row) => (row as Record<string, unknown>)[column] === value);
}
