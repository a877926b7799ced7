/**
 * CSV -> CredentialReport. The only room that knows csv-parse and AWS's words for "no value".
 *
 * A row that cannot be read is skipped and counted; a text that is no report, or one that was cut off, is refused as a whole:
 * serving half of it would say that the other half is fixed.
 */
import { setImmediate } from 'node:timers/promises';
import { type CsvError, type Info, type Parser, parse } from 'csv-parse';
import type { CredentialReport, SkippedRow } from '../model/facts/credential-report.ts';
import { formatSize } from '../model/report-size.ts';
import { SECONDS_PER_DAY, type UnixSeconds } from '../model/time.ts';
import { alignRow } from './align-row.ts';
import type { UserArn } from './arn.ts';
import { BadRow } from './cells.ts';
import { type Columns, FREE_TEXT, malformed, mapColumns } from './columns.ts';
import { missingAtEnd } from './cut-off.ts';
import { refuseOtherForms } from './other-forms.ts';
import { packUsers } from './packed-users.ts';
import { joinQuoted, plain } from './quotes.ts';
import { readUser } from './read-user.ts';

/** What is read between two turns of the event loop: a millisecond of work, and some more while the code is cold. */
const BYTES_PER_TURN = 16 * 1024;
/** Short rows cost more than their bytes: csv-parse makes an error with a stack of each row of another length. */
const LINES_PER_TURN = 250;
/** A record has about 350: in one without an end, cells without number would be taken for one row. */
const LONGEST_RECORD = 64 * 1024;
const MOST_SKIPPED_KEPT = 20;
/** Two clocks of AWS may differ. */
const MOST_AHEAD = SECONDS_PER_DAY;
/** A header and its rows may have different ones, after an editor: what csv-parse finds in the first line is not for all. */
const LINE_ENDS = ['\r\n', '\n', '\r'];
const LINE_END_BYTES = [10, 13];

export interface ParseOptions {
  /** Nothing that the report says has happened can be of a moment that is more than a day after this one. */
  readonly latest?: UnixSeconds;
  /** Looked at in each turn of the event loop. */
  readonly signal?: AbortSignal | undefined;
}

interface CsvRecord {
  readonly record: string[];
  readonly info: Info;
}

/** Throws RefreshFailure with the reason `malformed_report` whatever the bytes are, or the signal's reason, and nothing else. */
export async function parseReport(
  csv: Uint8Array,
  { latest = Number.POSITIVE_INFINITY, signal }: ParseOptions = {},
): Promise<CredentialReport> {
  refuseOtherForms(csv);
  const rows = new RowReader(latest + MOST_AHEAD);
  for await (const batch of readRecords(csv)) {
    for (const { record, info } of batch) rows.read(record, info.lines);
    signal?.throwIfAborted();
  }
  return rows.finish(LINE_END_BYTES.includes(csv.at(-1) ?? 0));
}

/** Turns records into users, one at a time, and remembers what was wrong with the others. */
class RowReader {
  #columns: Columns | undefined;
  #account: UserArn | undefined;
  readonly #users = packUsers();
  readonly #names = new Set<string>();
  readonly #latest: UnixSeconds;
  #skippedCount = 0;
  readonly #skipped: SkippedRow[] = [];
  readonly #unreadableCells = new Map<string, number>();
  #last: LastRow | undefined;
  /** Whether a line without content follows the last row, so that the row is whole. */
  #endsBlank = false;
  /** Of the rows before the last one, and of the last one, whether the free text is empty. */
  #emptyText = { before: false, last: false };

  constructor(latest: UnixSeconds) {
    this.#latest = latest;
  }

  read(record: readonly string[], line: number): void {
    const fields = joinQuoted(record);
    if (this.#columns === undefined) {
      this.#columns = mapColumns(fields.map(plain));
      return;
    }
    this.#endsBlank = isBlank(fields);
    if (this.#endsBlank) return;
    this.#last = { fields, line, problem: undefined };
    try {
      this.#add(fields, this.#columns);
    } catch (error) {
      if (!(error instanceof BadRow)) throw error;
      this.#last = { fields, line, problem: error };
      this.#skippedCount += 1;
      if (this.#skipped.length < MOST_SKIPPED_KEPT) this.#skipped.push({ line, problem: error.message });
    }
  }

  /** @param endsLine whether the text ends with the end of a line. */
  finish(endsLine: boolean): CredentialReport {
    if (this.#columns === undefined) throw malformed('the report is empty');
    if (this.#last !== undefined) this.#refuseCut(this.#last, this.#columns, endsLine || this.#endsBlank);
    if (this.#account === undefined) throw malformed(this.#noAccount());
    if (this.#skippedCount > this.#names.size) throw malformed(this.#mostlyUnreadable());
    return {
      accountId: this.#account.accountId,
      partition: this.#account.partition,
      users: this.#users.finish(),
      skippedRowCount: this.#skippedCount,
      skippedRows: this.#skipped,
      unknownColumns: this.#columns.unknown,
      missingColumns: this.#columns.missing,
      unreadableCells: Object.fromEntries(this.#unreadableCells),
    };
  }

  #refuseCut({ fields, line, problem }: LastRow, columns: Columns, endsLine: boolean): void {
    const isEmptyText = !endsLine && this.#emptyText.last && !this.#emptyText.before;
    const missing = isEmptyText ? `${FREE_TEXT} has no value` : missingAtEnd(fields, columns, problem);
    if (missing !== undefined) throw malformed(`the report is cut off in line ${line}: ${missing}`);
  }

  /** What is left of such a report would say that most users are gone. */
  #mostlyUnreadable(): string {
    const [first] = this.#skipped;
    const rows = this.#skippedCount + this.#names.size;
    return `${this.#skippedCount} of ${rows} rows could not be read; the first is line ${first?.line}: ${first?.problem}`;
  }

  #noAccount(): string {
    const [first] = this.#skipped;
    if (first === undefined) return 'the report has no row, so it does not say which account it is of';
    return `no row of the report could be read; the first is line ${first.line}: ${first.problem}`;
  }

  #add(fields: readonly string[], columns: Columns): void {
    const row = alignRow(fields, columns);
    const { user, arn } = readUser(row, this.#latest);
    this.#account ??= arn;
    if (arn.accountId !== this.#account.accountId || arn.partition !== this.#account.partition) {
      throw new BadRow('arn names another account than the rows before');
    }
    if (this.#names.has(user.name)) throw new BadRow('user appears a second time');
    this.#names.add(user.name);
    this.#users.add(user);
    for (const column of user.unreadableColumns ?? []) {
      this.#unreadableCells.set(column, (this.#unreadableCells.get(column) ?? 0) + 1);
    }
    if (columns.lastKnown === FREE_TEXT) {
      const { before, last } = this.#emptyText;
      this.#emptyText = { before: before || last, last: row(FREE_TEXT) === '' };
    }
  }
}

/** What editors and spreadsheets leave at the end: blanks, commas, or the ^Z of DOS. A row that was cut begins with a name. */
function isBlank(fields: readonly string[]): boolean {
  return fields.every((field) => field.replaceAll('\u001A', '').trim() === '');
}

interface LastRow {
  readonly fields: readonly string[];
  readonly line: number;
  /** undefined: it was read. */
  readonly problem: BadRow | undefined;
}

/**
 * Batches of records, with a turn of the event loop after each: every other way to use csv-parse blocks it for the whole
 * report.
 */
async function* readRecords(csv: Uint8Array): AsyncGenerator<CsvRecord[]> {
  const parser = parse({
    bom: true,
    info: true,
    quote: false,
    record_delimiter: LINE_ENDS,
    relax_column_count: true,
    skip_empty_lines: true,
  });
  const failure = new Promise<never>((_resolve, reject) => {
    parser.once('error', (error: CsvError) => reject(malformedCsv(error)));
  });
  // The failure is looked at between the writes; a parser that fails after the last look is not an unhandled rejection.
  failure.catch(() => undefined);
  let open = 0;
  for (let start = 0, end; start < csv.length; start = end) {
    end = endOfTurn(csv, start);
    parser.write(csv.subarray(start, end));
    const records = readBuffered(parser);
    open = records.length > 0 ? 0 : open + end - start;
    if (open > LONGEST_RECORD) throw tooLongRecord(csv, parser.info.records);
    yield records;
    await Promise.race([failure, setImmediate()]);
  }
  parser.end();
  while (!parser.readableEnded) {
    yield readBuffered(parser);
    await Promise.race([failure, setImmediate()]);
  }
}

function endOfTurn(csv: Uint8Array, start: number): number {
  const most = Math.min(start + BYTES_PER_TURN, csv.length);
  let lines = 0;
  for (let at = start; at < most; at += 1) {
    if (LINE_END_BYTES.includes(csv[at] ?? 0)) lines += 1;
    if (lines === LINES_PER_TURN) return at + 1;
  }
  return most;
}

function readBuffered(parser: Parser): CsvRecord[] {
  const records: CsvRecord[] = [];
  for (let record: unknown = parser.read(); record !== null; record = parser.read()) records.push(record as CsvRecord);
  return records;
}

/** The first record says best what it is by its beginning. */
function tooLongRecord(csv: Uint8Array, recordsBefore: number): Error {
  if (recordsBefore === 0) mapColumns(Buffer.from(csv.subarray(0, LONGEST_RECORD)).toString('latin1').split(','));
  return malformed(`a row of the report is longer than ${formatSize(LONGEST_RECORD)}`);
}

/** csv-parse's error carries the row, so it is not kept as the cause: only its code and line go on. */
function malformedCsv(error: CsvError): Error {
  return malformed(`the text is not CSV: ${error.code} in line ${String(error.lines)}`);
}
