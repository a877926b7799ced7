/** Which partitions of a table hold the records of a time, as SQL. */
import type { AthenaTable } from '../../model/athena-table.ts';
import { RefreshFailure } from '../../model/refresh-failure.ts';
import type { UnixSeconds } from '../../model/time.ts';
import { joinedSql, type Sql, sql, textLiteral } from './athena-condition.ts';

/** Columns by which the table is partitioned, with the types and properties that Glue says. */
export interface PartitionKeys {
  readonly types: ReadonlyMap<string, string>;
  readonly properties: Readonly<Record<string, string>>;
}

export interface PartitionQuestion {
  readonly accountId?: string;
  readonly regions?: readonly string[];
  readonly from: UnixSeconds;
  readonly to: UnixSeconds;
}

const DAY = 86_400;

/** Throws RefreshFailure where the table is not partitioned as the configuration says, or in a way that is not known. */
export function partitionSql(
  { partitions: { account, region, date } }: Pick<AthenaTable, 'partitions'>,
  keys: PartitionKeys,
  { accountId, regions = [], from, to }: PartitionQuestion,
): Sql[] {
  const parts: Sql[] = [];
  const typeOf = (column: string): string => {
    const type = keys.types.get(column);
    if (type !== undefined) return type.toLowerCase();
    throw new RefreshFailure(
      'configuration',
      `the table is not partitioned by ${column}: look at athena.partitions of the configuration`,
    );
  };
  for (const column of [account, region, ...(date ?? [])]) if (column !== undefined) typeOf(column);
  if (account !== undefined && accountId !== undefined) {
    parts.push(sql(`"${account}" = ?`, literalOf(typeOf(account))(accountId)));
  }
  if (region !== undefined && regions.length > 0) {
    parts.push(sql(`"${region}" IN (${regions.map(() => '?').join(', ')})`, ...regions.map(textLiteral)));
  }
  if (date === undefined) return parts;
  // A file lies in the folder of the day on which CloudTrail wrote it, which may be the next one.
  const days = [from, to + DAY].map((time) => new Date(time * 1000).toISOString().slice(0, 10)) as [string, string];
  if (date.length === 1) return [...parts, wholeDay(date[0], typeOf(date[0]), keys, days)];
  return [...parts, ...yearMonthDay(date, date.map(typeOf), days)];
}

/** `projection.COLUMN.format` of a projected column; others are as the folders of CloudTrail. */
function wholeDay(column: string, type: string, { properties }: PartitionKeys, days: readonly [string, string]): Sql {
  const format = properties[`projection.${column}.format`] ?? 'yyyy/MM/dd';
  const written = WRITTEN[type === 'date' ? 'date' : format];
  if (written === undefined) {
    throw new RefreshFailure('configuration', `the column ${column} of the table has days in a form that is not known`);
  }
  return sql(`"${column}" BETWEEN ? AND ?`, ...days.map(written));
}

const WRITTEN: Readonly<Record<string, (day: string) => string>> = {
  date: (day) => `DATE ${textLiteral(day)}`,
  'yyyy/MM/dd': (day) => textLiteral(day.replaceAll('-', '/')),
  'yyyy-MM-dd': (day) => textLiteral(day),
  yyyyMMdd: (day) => textLiteral(day.replaceAll('-', '')),
};

/** The first one by itself is what Glue can look up. */
function yearMonthDay(
  [year, month, day]: readonly [string, string, string],
  types: readonly string[],
  days: readonly [string, string],
): Sql[] {
  const [[y1 = '', m1 = '', d1 = ''], [y2 = '', m2 = '', d2 = '']] = days.map((text) =>
    text.split('-').map((part, index) => literalOf(types[index] ?? '')(part)),
  ) as [string[], string[]];
  const beyond = (than: '>' | '<', [y, m, d]: readonly [string, string, string]): Sql =>
    joinedSql(
      [
        sql(`"${year}" ${than} ?`, y),
        sql(`("${year}" = ? AND "${month}" ${than} ?)`, y, m),
        sql(`("${year}" = ? AND "${month}" = ? AND "${day}" ${than}= ?)`, y, m, d),
      ],
      'OR',
    );
  return [sql(`"${year}" BETWEEN ? AND ?`, y1, y2), beyond('>', [y1, m1, d1]), beyond('<', [y2, m2, d2])];
}

function literalOf(type: string): (text: string) => string {
  return /^(?:big|small|tiny)?int/.test(type) ? (text) => String(Number(text)) : textLiteral;
}
