/** Rows that one page has. */
export const PAGE_SIZE = 100;

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
export function paged<Row>(
  all: Iterable<Row>,
  page: number,
  isChosen: (row: Row) => boolean = () => true,
  see: (row: Row) => void = () => undefined,
): Paged<Row> {
  const first = (page - 1) * PAGE_SIZE;
  const rows: Row[] = [];
  let total = 0;
  for (const row of all) {
    if (!isChosen(row)) continue;
    see(row);
    if (total >= first && rows.length < PAGE_SIZE) rows.push(row);
    total += 1;
  }
  return { rows, total, page, pages: Math.max(1, Math.ceil(total / PAGE_SIZE)) };
}
