import type { Turns } from './turns.ts';

/** Rows that one page has, unless the query says otherwise. */
export const PAGE_SIZE = 100;

/** Which rows of all. */
export interface Page {
  /** From 1. */
  readonly page: number;
  /** How many rows it has. */
  readonly limit: number;
}

export interface Paged<Row> {
  readonly rows: readonly Row[];
  /** All that the filters choose, on every page. */
  readonly total: number;
  /** From 1. There are no rows on one behind the last. */
  readonly page: number;
  /** At least 1. */
  readonly pages: number;
}

/** One page of all rows that are chosen. `see` gets each of them, in their order. */
export async function paged<Row>(
  turns: Turns,
  all: Iterable<Row>,
  { page, limit }: Page,
  isChosen: (row: Row) => boolean = () => true,
  see: (row: Row) => void = () => undefined,
): Promise<Paged<Row>> {
  const first = (page - 1) * limit;
  const rows: Row[] = [];
  let total = 0;
  for (const row of all) {
    if (turns.isOver()) await turns.next();
    if (!isChosen(row)) continue;
    see(row);
    if (total >= first && rows.length < limit) rows.push(row);
    total += 1;
  }
  return { rows, total, page, pages: Math.max(1, Math.ceil(total / limit)) };
}
