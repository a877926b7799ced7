/** Whether a report ends in the middle of its last row. One that is whole is at most as odd as any other row. */
import { ROOT_USER_NAME } from '../model/facts/credential-report.ts';
import { beginsArn } from './align-row.ts';
import { namesUser } from './arn.ts';
import { type BadRow, isCutOff, isNoValue, isTime } from './cells.ts';
import { type Column, type Columns, FREE_TEXT } from './columns.ts';
import { beginsQuoted, isQuoted, plain } from './quotes.ts';

/** IAM takes as many characters in a path and a name. */
const MOST_PIECES = 512 + 64;
const GIVEN_BOOLEANS: readonly Column[] = ['mfa_active', 'access_key_1_active', 'access_key_2_active'];
const NAMES: readonly (Column | undefined)[] = ['user', 'arn'];

/**
 * What is missing at the end of the last row; undefined: nothing.
 *
 * @param problem why the row cannot be read, if so.
 */
export function missingAtEnd(
  fields: readonly string[],
  columns: Columns,
  problem: BadRow | undefined,
): string | undefined {
  if (fields.length < columns.count || (problem !== undefined && !hasEveryField(fields, columns))) {
    return 'the row has too few fields';
  }
  const last = fields.at(-1) ?? '';
  if (beginsQuoted(last) && !isQuoted(last)) return 'a quote is not closed';
  const column = columns.lastKnown;
  // Of a name or an ARN any beginning looks whole, but then the two do not fit.
  if (NAMES.includes(column) && NAMES.includes(problem?.column)) return problem?.message;
  const isEmptyText = column === FREE_TEXT && last === '';
  return column !== undefined && !isEmptyText && isCutOff(plain(last), column) ? `${column} is cut off` : undefined;
}

/** Commas that are not quoted in a name or a path make more fields, which can make up for those that are missing. */
function hasEveryField(fields: readonly string[], columns: Columns): boolean {
  const { count, positions } = columns;
  const commas = commasOfNames(fields, columns);
  if (commas !== undefined) return fields.length >= count + commas;
  // Where no ARN names the user, the time behind it says how many fields they have.
  if (positions.get('arn') !== 1 || positions.get('user_creation_time') !== 2) return fields.length === count;
  if (fields.length === count && areInPlace(fields, columns)) return true;
  const created = fields.findIndex((field, index) => index >= 2 && isTime(plain(field)));
  return created >= 0 && fields.length >= count + created - 2;
}

/** A comma in a name would move them behind the columns that AWS gives a true or false in every row. */
function areInPlace(fields: readonly string[], { positions }: Columns): boolean {
  return GIVEN_BOOLEANS.every((column) =>
    ['true', 'false'].includes(plain(fields[positions.get(column) ?? 0] ?? '').toLowerCase()),
  );
}

/** How many commas split the name and the ARN that names it; undefined: no ARN of the row names its user. */
function commasOfNames(fields: readonly string[], { positions }: Columns): number | undefined {
  const arn = fields.findIndex(beginsArn);
  const userAt = positions.get('user') ?? 0;
  const arnAt = positions.get('arn') ?? 0;
  let commas: number | undefined;
  for (let more = 0; arn >= 0 && more < MOST_PIECES && arn + more < fields.length; more += 1) {
    const piece = fields[arn + more] ?? '';
    if (isTime(piece) || isNoValue(piece)) break;
    const text = fields.slice(arn, arn + more + 1).join(',');
    const name = nameIn(plain(text));
    const start = userAt < arnAt ? userAt : userAt + more;
    const inName = isQuoted(fields[start] ?? '') ? 0 : name.split(',').length - 1;
    const isInPlace = arn === (userAt < arnAt ? arnAt + inName : arnAt);
    const isName = plain(fields.slice(start, start + inName + 1).join(',')) === name;
    // The longest one counts: a path may hold what looks like the name.
    if (isInPlace && isName && namesUser(plain(text), name)) commas = more + inName;
  }
  return commas;
}

function nameIn(arn: string): string {
  return arn.endsWith(':root') ? ROOT_USER_NAME : arn.slice(arn.lastIndexOf('/') + 1);
}
