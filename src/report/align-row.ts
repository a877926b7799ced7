import type { Column, Columns } from './columns.ts';
import { BadRow } from './cells.ts';

export type Row = (column: Column) => string | undefined;

/**
 * The cells of a record by column.
 *
 * A user name and its ARN may hold commas. Where they are not quoted the record has too many fields: the `arn:` field then
 * marks the end of the name, and the columns behind the ARN are counted from the right.
 */
export function alignRow(record: readonly string[], columns: Columns): Row {
  const cells = record.length > columns.count ? joinSplitFields(record, columns) : record;
  if (cells.length < columns.count) throw new BadRow('the row has too few fields');
  return (column) => {
    const position = columns.positions.get(column);
    return position === undefined ? undefined : cells[position];
  };
}

function joinSplitFields(record: readonly string[], columns: Columns): string[] {
  const arn = record.findIndex((field) => field.startsWith('arn:'));
  const behindArn = record.length - (columns.count - 2);
  const nameThenArn = columns.positions.get('user') === 0 && columns.positions.get('arn') === 1;
  if (!nameThenArn || arn < 1 || behindArn <= arn) throw new BadRow('the row has too many fields');
  return [record.slice(0, arn).join(','), record.slice(arn, behindArn).join(','), ...record.slice(behindArn)];
}
