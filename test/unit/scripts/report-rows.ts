/** Reads the generator's text with a strict CSV parser, so that a field too many is an error and not a shift. */
import { parse } from 'csv-parse/sync';

/** Cell by column name; an unknown name fails instead of comparing with `undefined`. */
export type ReportRow = (column: string) => string;

export function readRows(text: string): ReportRow[] {
  const rows: Record<string, string>[] = parse(text, { columns: true });
  return rows.map((row) => (column) => {
    const cell = row[column];
    if (cell === undefined) throw new Error(`there is no column ${column}`);
    return cell;
  });
}

export function secondsOf(cell: string): number {
  return Date.parse(cell) / 1000;
}
