/**
 * A table without rows is not asked for its own text: Grafana draws a grid that is empty, or "No data". So a row in words stands where
 * there is nothing to list or nothing was read, and a table that is empty is one whose query failed.
 */
import { labelled } from './promql.ts';

export interface Words {
  readonly text: string;
  /** A query that finds one sample without labels where the text is true. */
  readonly where: string;
}

/** Only the row in words has this label, so a table has the column only then; columns of other labels are gone in turn. */
export const WORDS_COLUMN = { field: 'nothing_to_list', title: 'Nothing to list', minWidth: 100 };

/** `rows`, or else the first of the texts that is true. The value of its row is no number. */
export function orInWords(rows: string, words: readonly Words[]): string {
  const inWords = words.map(({ text, where }) => labelled(`NaN * (${where})`, WORDS_COLUMN.field, text));
  return [rows, ...inWords].join(' or on () ');
}
