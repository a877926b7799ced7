/** By which column rows are ordered, and in which direction. */
export interface Order<Column extends string = string> {
  readonly by: Column;
  readonly descending: boolean;
}

/** `-days` is the order by days, the largest first. */
export function orderText({ by, descending }: Order): string {
  return (descending ? '-' : '') + by;
}

/** Every text of an order. */
export function orderTexts(columns: readonly string[]): string[] {
  return columns.flatMap((by) => [false, true].map((descending) => orderText({ by, descending })));
}

/** The order of a text that `orderTexts` has. */
export function readOrder<Column extends string>(text: string): Order<Column> {
  const descending = text.startsWith('-');
  return { by: (descending ? text.slice(1) : text) as Column, descending };
}

/** Of one type for all rows. */
export type KeyOf<Row> = (row: Row) => string | number | undefined;

/**
 * The rows by their keys, upper and lower case alike, those without a key last; rows of the same key stay in their order. Most rows share their
 * key with many others, so that only the keys are compared.
 */
export function ordered<Row>(rows: readonly Row[], keyOf: KeyOf<Row>): Row[] {
  const groups = new Map<string | number, Row[]>();
  const without: Row[] = [];
  for (const row of rows) {
    const exact = keyOf(row);
    const key = typeof exact === 'string' ? exact.toLowerCase() : exact;
    const group = key === undefined ? without : groups.get(key);
    if (group !== undefined) group.push(row);
    else if (key !== undefined) groups.set(key, [row]);
  }
  const keys = [...groups.keys()];
  // Without a function, texts are compared in half the time.
  if (typeof keys[0] === 'number') keys.sort((one, other) => Number(one) - Number(other));
  else keys.sort();
  return [...keys.map((key) => groups.get(key) ?? []), without].flat();
}

/**
 * From the end to the beginning, without a copy. What nobody knows the key of comes last in this direction too.
 *
 * @param keyOf by which the rows are ordered; undefined: none is without a key.
 */
export function* backwards<Row>(rows: readonly Row[], keyOf?: KeyOf<Row>): Generator<Row> {
  for (let index = rows.length - 1; index >= 0; index -= 1) {
    const row = rows[index] as Row;
    if (keyOf === undefined || keyOf(row) !== undefined) yield row;
  }
  if (keyOf === undefined) return;
  for (const row of rows) if (keyOf(row) === undefined) yield row;
}
