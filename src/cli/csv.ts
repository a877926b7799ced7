import { stringify } from 'csv-stringify/sync';
import { printable } from '../model/printable.ts';
import type { Field } from '../fields/field.ts';

/** The fields that have a column, with a header. */
export function toCsv<Of>(fields: readonly Field<Of>[], entries: readonly Of[]): string {
  return csvHeader(fields) + csvRows(fields, entries);
}

/** Apart from the rows, for a file that is written piece by piece. */
export function csvHeader<Of>(fields: readonly Field<Of>[]): string {
  return written([columnsOf(fields).map(({ name }) => name)]);
}

export function csvRows<Of>(fields: readonly Field<Of>[], entries: readonly Of[]): string {
  const columns = columnsOf(fields);
  return written(entries.map((entry) => columns.map(({ read }) => cell(read(entry)))));
}

function columnsOf<Of>(fields: readonly Field<Of>[]): readonly Field<Of>[] {
  return fields.filter(({ csv }) => csv === true);
}

/** A user or a program may be called `=1+1`, and a spreadsheet must not calculate it. */
function written(rows: readonly (readonly unknown[])[]): string {
  return stringify([...rows], { escape_formulas: true, cast: { boolean: String } });
}

function cell(value: unknown): unknown {
  return typeof value === 'string' ? printable(value) : value;
}
