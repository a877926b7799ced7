import type { Column, Columns } from './columns.ts';
import { BadRow, isTime } from './cells.ts';

export type Row = (column: Column) => string | undefined;

/**
 * The cells of a record by column.
 *
 * A user name and its ARN may hold commas, and so may AWS's free text in the last column. Where they are not quoted the record has
 * too many fields: the `arn:` field then marks the end of the name, and the columns behind the ARN are counted from the right, or,
 * before a free text, from the time that follows the ARN.
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
  const { count, positions, last } = columns;
  const arn = record.findIndex((field) => field.startsWith('arn:'));
  const fromRight = record.length - (count - 2);
  const timeFollows = last === 'additional_credentials_info' && positions.get('user_creation_time') === 2;
  const behindArn = timeFollows ? record.findIndex((field, index) => index > arn && isTime(field)) : fromRight;
  const nameThenArn = positions.get('user') === 0 && positions.get('arn') === 1;
  if (!nameThenArn || arn < 1 || behindArn <= arn || behindArn > fromRight) {
    throw new BadRow('the row has too many fields');
  }
  const lastCell = behindArn + count - 3;
  return [
    record.slice(0, arn).join(','),
    record.slice(arn, behindArn).join(','),
    ...record.slice(behindArn, lastCell),
    record.slice(lastCell).join(','),
  ];
}
