/**
 * Quotes of a row that was split at each comma. They are read row by row, and not by csv-parse: no cell of a report holds a line
 * break, so a quote that is not closed is the fault of one row, and must not swallow those behind it.
 */
import { BadRow } from './cells.ts';

const QUOTE = '"';

/** The fields, where those of a cell in quotes are one again, in its quotes. A quote that the row does not close stands for itself. */
export function joinQuoted(fields: readonly string[]): readonly string[] {
  if (!fields.some(beginsQuoted)) return fields;
  const joined: string[] = [];
  for (let start = 0, end; start < fields.length; start = end) {
    end = beginsQuoted(fields[start] ?? '') ? endOfQuoted(fields, start) : start + 1;
    joined.push(fields.slice(start, end).join(','));
  }
  return joined;
}

/** What a cell says. Throws BadRow. */
export function unquote(cell: string): string {
  if (!beginsQuoted(cell)) return cell;
  const inner = cell.slice(1, -1);
  if (!isQuoted(cell) || inner.replaceAll('""', '').includes(QUOTE)) throw new BadRow('a quote is not closed');
  return inner.replaceAll('""', QUOTE);
}

/** What a cell says if its quotes are whole, or else the cell as it is. */
export function plain(cell: string): string {
  return isQuoted(cell) ? cell.slice(1, -1).replaceAll('""', QUOTE) : cell;
}

export function isQuoted(cell: string): boolean {
  return cell.length > 1 && beginsQuoted(cell) && cell.endsWith(QUOTE);
}

export function beginsQuoted(field: string): boolean {
  return field.charCodeAt(0) === 34;
}

/** Behind the field with the closing quote: up to there, their number is even. */
function endOfQuoted(fields: readonly string[], start: number): number {
  let isOpen = false;
  for (let at = start; at < fields.length; at += 1) {
    const field = fields[at] ?? '';
    for (let quote = field.indexOf(QUOTE); quote >= 0; quote = field.indexOf(QUOTE, quote + 1)) isOpen = !isOpen;
    if (!isOpen && field.endsWith(QUOTE)) return at + 1;
    if (!isOpen) break;
  }
  return start + 1;
}
