import { type Column, type Columns, FREE_TEXT } from './columns.ts';
import { BadRow, isTime } from './cells.ts';
import { beginsQuoted, unquote } from './quotes.ts';

export type Row = (column: Column) => string | undefined;

/**
 * The cells of a row by column.
 *
 * A user name and its ARN may hold commas, and so may AWS's free text in the last column. Where they are not quoted the row has
 * too many fields: the `arn:` field then marks the end of the name, and the columns behind the ARN are counted from the right, or,
 * before a free text, from the time that follows the ARN.
 *
 * @param fields with the quotes that a cell stands in.
 */
export function alignRow(fields: readonly string[], columns: Columns): Row {
  const cells = fields.length > columns.count ? joinSplitFields(fields, columns) : fields;
  if (cells.length < columns.count) throw new BadRow('the row has too few fields');
  const plain = cells.some(beginsQuoted) ? cells.map(unquote) : cells;
  return (column) => {
    const position = columns.positions.get(column);
    return position === undefined ? undefined : plain[position];
  };
}

function joinSplitFields(fields: readonly string[], columns: Columns): string[] {
  const { count, positions, lastKnown } = columns;
  const arn = fields.findIndex(beginsArn);
  const fromRight = fields.length - (count - 2);
  const timeFollows = lastKnown === FREE_TEXT && positions.get('user_creation_time') === 2;
  const behindArn = timeFollows ? fields.findIndex((field, index) => index > arn && isTime(field)) : fromRight;
  const nameThenArn = positions.get('user') === 0 && positions.get('arn') === 1;
  if (!nameThenArn || arn < 1 || behindArn <= arn || behindArn > fromRight) {
    throw new BadRow('the row has too many fields');
  }
  const lastCell = behindArn + count - 3;
  return [
    fields.slice(0, arn).join(','),
    fields.slice(arn, behindArn).join(','),
    ...fields.slice(behindArn, lastCell),
    fields.slice(lastCell).join(','),
  ];
}

export function beginsArn(field: string): boolean {
  return field.startsWith('arn:') || field.startsWith('"arn:');
}
