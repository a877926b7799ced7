/** Conditions on records as SQL of Athena. Each value is a parameter of its own. */
import type { FieldColumn } from './athena-columns.ts';
import type { RecordCondition } from './record-condition.ts';

export interface Sql {
  readonly text: string;
  /** For each `?`, as a literal of SQL: what Athena takes in their place. */
  readonly parameters: readonly string[];
}

/**
 * Athena puts each parameter into the query as SQL: a text without quotes of its own is a number, or the name of a column.
 * Source: Athena user guide, "Use execution parameters".
 */
export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function sql(text: string, ...parameters: readonly string[]): Sql {
  return { text, parameters };
}

export function joinedSql(parts: readonly Sql[], operator: 'AND' | 'OR'): Sql {
  const [only] = parts;
  if (parts.length === 1 && only !== undefined) return only;
  return {
    text: `(${parts.map(({ text }) => text).join(` ${operator} `)})`,
    parameters: parts.flatMap(({ parameters }) => parameters),
  };
}

/** A field that the table does not have is nowhere. */
export function conditionSql(condition: RecordCondition, columns: readonly FieldColumn[]): Sql {
  const all = (conditions: readonly RecordCondition[]) => conditions.map((each) => conditionSql(each, columns));
  if ('all' in condition) return joinedSql(all(condition.all), 'AND');
  if ('any' in condition) return joinedSql(all(condition.any), 'OR');
  const value = valueSql(condition.path, columns);
  if (value === undefined) return sql('absent' in condition ? 'TRUE' : 'FALSE');
  if ('absent' in condition) return sql(`${value} IS NULL`);
  if ('is' in condition) return sql(`${value} = ?`, textLiteral(condition.is));
  if ('isNot' in condition) return sql(`${value} <> ?`, textLiteral(condition.isNot));
  // LIKE would read a _ as any character.
  if ('contains' in condition) return sql(`strpos(${value}, ?) > 0`, textLiteral(condition.contains));
  return sql(`substr(${value}, -${condition.endsWith.length}) = ?`, textLiteral(condition.endsWith));
}

function valueSql(path: string, columns: readonly FieldColumn[]): string | undefined {
  const own = columns.find(({ field, isJson }) => field === path && !isJson);
  // Some have it as a boolean.
  if (own?.field === 'managementEvent') return `CAST(${own.column} AS varchar)`;
  if (own !== undefined) return own.column;
  const [head = '', ...deeper] = path.split('.');
  const json = columns.find(({ field, isJson }) => field === head && isJson);
  return json === undefined ? undefined : `json_extract_scalar(${json.column}, '$.${deeper.join('.')}')`;
}
