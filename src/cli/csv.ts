import { stringify } from 'csv-stringify/sync';
import { printable } from '../model/printable.ts';
import type { Field } from '../fields/field.ts';

/** The fields that have a column, with a header. */
export function toCsv<Of>(fields: readonly Field<Of>[], entries: readonly Of[]): string {
  const columns = fields.filter(({ csv }) => csv === true);
  const header = columns.map(({ name }) => name);
  const rows = entries.map((entry) => columns.map(({ read }) => cell(read(entry))));
  // A user or a program may be called `=1+1`, and a spreadsheet must not calculate it.
  return stringify([header, ...rows], { escape_formulas: true, cast: { boolean: String } });
}

function cell(value: unknown): unknown {
  return typeof value === 'string' ? printable(value) : value;
}
