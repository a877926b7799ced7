/** What a single cell of the report can say. A word that is no value, such as `N/A`, is `undefined`, never 0 or the epoch. */
import type { LastUsed } from '../model/facts/credential-report.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { Column } from './columns.ts';

/** Why a row is skipped. Its message names the column and never the content of the cell. */
export class BadRow extends Error {
  override readonly name = 'BadRow';
  /** The column whose cell is at fault, where it is one. */
  readonly column: Column | undefined;

  constructor(problem: string, column?: Column) {
    super(column === undefined ? problem : `${column} ${problem}`);
    this.column = column;
  }
}

/** One cell of a row. */
export interface Cell {
  readonly text: string | undefined;
  readonly column: Column;
  /** Where the column is noted if the text is none that it can have: the value is unknown then. */
  readonly unreadable: Column[];
}

/** AWS's words for "there is no value here". It never leaves a cell empty: an empty one is a sign of a text that was cut. */
const NO_VALUE = ['N/A', 'not_supported', 'no_information'];

/** Offset `Z` since July 2024, `+00:00` before. */
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/;
/** What a time may go on with, where it was cut. */
const ANY_TIME = '2024-03-05T09:12:44+00:00';
const REST_OF_FRACTION = ['Z', '0Z', '00:00', '0:00', ':00', '00', '0'];
/** There was no AWS. What is dated before, such as the epoch, is a date that some program did not know. */
const EARLIEST: UnixSeconds = Date.UTC(2000, 0) / 1000;
/** Every month has this day. */
const LAST_OF_ALL_MONTHS = '28';

/** The user guide says TRUE and FALSE, AWS writes true and false. */
export function readBoolean(cell: Cell): boolean | undefined {
  const { text } = cell;
  switch (text) {
    case 'true':
      return true;
    case 'false':
      return false;
  }
  if (text === undefined || isNoValue(text)) return undefined;
  const lowerCase = text.toLowerCase();
  if (lowerCase === 'true' || lowerCase === 'false') return lowerCase === 'true';
  noteUnknown(cell);
  return undefined;
}

/** A boolean that AWS always gives: without it, it is unknown and not absent. */
export function readGivenBoolean(cell: Cell): boolean | undefined {
  const known = cell.unreadable.length;
  const value = readBoolean(cell);
  if (value === undefined && cell.unreadable.length === known) noteUnknown(cell);
  return value;
}

/** @param latest nothing in the column can be of a moment after it. */
export function readTime(cell: Cell, latest = Number.POSITIVE_INFINITY): UnixSeconds | undefined {
  const { text, column } = cell;
  if (text === undefined || isNoValue(text)) return undefined;
  const time = isTime(text) ? momentOf(text) : undefined;
  if (time === undefined) noteUnknown(cell);
  else if (time > latest) throw new BadRow('is more than a day after the report', column);
  return time;
}

export function isTime(text: string): boolean {
  return TIME.test(text);
}

/** undefined: no calendar has such a day, or AWS was not there yet. */
function momentOf(text: string): UnixSeconds | undefined {
  const time = Math.floor(Date.parse(text) / 1000);
  return time >= EARLIEST && isDay(text.slice(0, 10)) ? time : undefined;
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(date: string): boolean {
  const day = date.slice(8);
  return day <= LAST_OF_ALL_MONTHS || new Date(`${date}T00:00:00Z`).getUTCDate() === Number(day);
}

/** @param never AWS's word in this column for "not used since tracking began". */
export function readLastUsed(cell: Cell, never: string, latest: UnixSeconds): LastUsed | undefined {
  return cell.text === never ? 'never' : readTime(cell, latest);
}

export function readText(cell: Cell): string | undefined {
  const { text } = cell;
  if (text === undefined || text === '' || isNoValue(text)) return undefined;
  if (!isBeginningOf(NO_VALUE, text)) return text;
  noteUnknown(cell);
  return undefined;
}

/** Whether the text is the beginning of one that the column can have: what is left of a cell that was cut off. */
export function isCutOff(text: string, column: Column): boolean {
  if (column === 'user' || column === 'arn') return false;
  if (isBeginningOf(NO_VALUE, text)) return true;
  if (/_(?:active|enabled)$/.test(column)) return isBeginningOf(['true', 'false'], text.toLowerCase());
  if (/(?:_time|_date|_used|_changed|_rotated|_rotation)$/.test(column)) {
    return !isTime(text) && [ANY_TIME.slice(text.length), ...REST_OF_FRACTION].some((rest) => isTime(text + rest));
  }
  return false;
}

export function isNoValue(text: string): boolean {
  return NO_VALUE.includes(text);
}

function isBeginningOf(words: readonly string[], text: string): boolean {
  return words.some((word) => word.length > text.length && word.startsWith(text));
}

function noteUnknown({ column, unreadable }: Cell): void {
  unreadable.push(column);
}
