/** Fields of which some are the columns of a table. */
import type { Field } from '../fields/field.ts';
import { type Cell, table } from './table.ts';

export interface ColumnField<Of> extends Field<Of> {
  /** Of its column in the table. */
  readonly head?: string;
  /** In the table only where an entry has it. */
  readonly rare?: true;
  /** What the table has instead of the value in JSON. */
  readonly cell?: (of: Of) => string | undefined;
}

/** A line for each entry below the heads; empty without any. */
export function columnTable<Of>(fields: readonly ColumnField<Of>[], entries: readonly Of[]): string {
  if (entries.length === 0) return '';
  const columns = fields.filter(
    ({ head, rare, read, cell = read }) =>
      head !== undefined && (rare !== true || entries.some((each) => cell(each) !== undefined)),
  );
  const lines = entries.map((each) => columns.map(({ read, cell = read }) => cell(each) as Cell));
  return table([columns.map(({ head }) => head), ...lines]);
}
