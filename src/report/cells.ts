/** What a single cell of the report can say. A word that is no value, such as `N/A`, is `undefined`, never 0 or the epoch. */
import type { LastUsed } from '../model/facts/credential-report.ts';
import type { UnixSeconds } from '../model/time.ts';

/** Why a row is skipped. Its message names the column and never the content of the cell. */
export class BadRow extends Error {
  override readonly name = 'BadRow';
  /** The column whose cell is at fault, where it is one. */
  readonly column: string | undefined;

  constructor(problem: string, column?: string) {
    super(column === undefined ? problem : `${column} ${problem}`);
    this.column = column;
  }
}

/** A moment that lies after the report. No text that was cut off looks like that. */
export class LateMoment extends BadRow {
  constructor(column: string) {
    super('is more than a day after the report', column);
  }
}

/** AWS's words for "there is no value here". It never leaves a cell empty: an empty one is a sign of a text that was cut. */
const NO_VALUE = new Set(['N/A', 'not_supported', 'no_information']);

/** Offset `Z` since July 2024, `+00:00` before. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;

/** The user guide says TRUE and FALSE, AWS writes true and false. */
export function readBoolean(cell: string | undefined, column: string): boolean | undefined {
  switch (cell) {
    case 'true':
      return true;
    case 'false':
      return false;
  }
  if (cell === undefined || NO_VALUE.has(cell)) return undefined;
  const lowerCase = cell.toLowerCase();
  if (lowerCase === 'true' || lowerCase === 'false') return lowerCase === 'true';
  throw new BadRow('is neither true nor false', column);
}

/** @param latest nothing in the column can be of a moment after it. */
export function readTime(
  cell: string | undefined,
  column: string,
  latest = Number.POSITIVE_INFINITY,
): UnixSeconds | undefined {
  if (cell === undefined || NO_VALUE.has(cell)) return undefined;
  const milliseconds = isTime(cell) ? Date.parse(cell) : Number.NaN;
  if (Number.isNaN(milliseconds)) throw new BadRow('is not a time', column);
  const time = Math.floor(milliseconds / 1000);
  if (time > latest) throw new LateMoment(column);
  return time;
}

export function isTime(cell: string): boolean {
  return TIME.test(cell);
}

/** @param never AWS's word in this column for "not used since tracking began". */
export function readLastUsed(
  cell: string | undefined,
  column: string,
  never: string,
  latest: UnixSeconds,
): LastUsed | undefined {
  return cell === never ? 'never' : readTime(cell, column, latest);
}

export function readText(cell: string | undefined, column: string): string | undefined {
  if (cell === undefined || cell === '' || NO_VALUE.has(cell)) return undefined;
  for (const word of NO_VALUE) if (word.startsWith(cell)) throw new BadRow('is cut off', column);
  return cell;
}
