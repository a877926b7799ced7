/** The queries of a question: what was done, and how far the records reach. Names in them are the configuration's; all else is a parameter. */
import type { ActivityQuestion } from '../../model/activity-source.ts';
import type { AthenaTable } from '../../model/athena-table.ts';
import type { UnixSeconds } from '../../model/time.ts';
import type { FieldColumn } from './athena-columns.ts';
import { conditionSql, type Sql, sql, textLiteral } from './athena-condition.ts';
import { type PartitionKeys, partitionSql, type PartitionQuestion } from './athena-partitions.ts';
import { inAccount, inRegions, MANAGEMENT, ofEvents } from './question-condition.ts';
import { any, type RecordCondition } from './record-condition.ts';
import { subjectConditions } from './subject-condition.ts';

export interface CheckedTable {
  readonly table: AthenaTable;
  readonly columns: readonly FieldColumn[];
  readonly keys: PartitionKeys;
}

/** Throws RefreshFailure for what is not asked for. */
export function recordsSql(checked: CheckedTable, question: ActivityQuestion): Sql {
  const { columns } = checked;
  const subject = subjectConditions(question.subject);
  const conditions = [
    ...ofQuestion(checked, question),
    ...ofEvents(question.events),
    ...subject.all,
    ...(subject.any.length === 0 ? [] : [any(...subject.any)]),
  ];
  const selected = columns.map(({ column }) => `${column} AS "${column.replaceAll('.', '_')}"`).join(', ');
  return select(checked, selected, question, conditions);
}

/** The newest record of each account and region, within this time. */
export function newestSql(checked: CheckedTable, question: ActivityQuestion, from: UnixSeconds, to: UnixSeconds): Sql {
  const account = checked.columns.some(({ field }) => field === 'recipientAccountId') ? 'recipientaccountid' : `''`;
  const { text, parameters } = select(
    checked,
    `${account} AS "account", awsregion AS "region", max(eventtime) AS "newest", min(eventtime) AS "oldest"`,
    { ...question, from, to },
    ofQuestion(checked, question),
  );
  return sql(`${text} GROUP BY 1, 2`, ...parameters);
}

function ofQuestion({ columns }: CheckedTable, question: ActivityQuestion): RecordCondition[] {
  return [...management(columns), ...inAccount(question), ...inRegions(question)];
}

/** Older tables lack the one column, the other, or both: these also give what was done with data, if the trail has it. */
function management(columns: readonly FieldColumn[]): RecordCondition[] {
  const has = (name: string) => columns.some(({ field }) => field === name);
  if (has('eventCategory')) return [MANAGEMENT];
  return has('managementEvent') ? [{ path: 'managementEvent', is: 'true' }] : [];
}

function select(
  { table, columns, keys }: CheckedTable,
  what: string,
  question: PartitionQuestion,
  conditions: readonly RecordCondition[],
): Sql {
  const parts = [
    ...partitionSql(table, keys, question),
    sql('eventtime BETWEEN ? AND ?', isoSecond(Math.floor(question.from)), isoSecond(Math.ceil(question.to))),
    ...conditions.map((condition) => conditionSql(condition, columns)),
  ];
  return sql(
    `SELECT ${what} FROM "${table.database}"."${table.table}" WHERE ${parts.map(({ text }) => text).join(' AND ')}`,
    ...parts.flatMap(({ parameters }) => parameters),
  );
}

/** As `eventtime` is, a text that sorts as time does. */
function isoSecond(time: UnixSeconds): string {
  return textLiteral(`${new Date(time * 1000).toISOString().slice(0, 19)}Z`);
}
