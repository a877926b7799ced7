/** Which rows a table has, and how its other queries fill their columns. */
import { collapse, labelled, READ } from '../promql.ts';
import { someOfAll } from '../some-of-all.ts';

export interface Rows {
  /** The labels that make a row. */
  readonly identity: string;
  /** A series for each row that there is, with these labels and perhaps more. */
  readonly all: string;
  /** What puts them in order, with at least the labels of `identity`; by default `all` does. Larger comes first. */
  readonly rank?: string;
}

/** As many as the variable Rows allows. */
export function top({ all, rank = all }: Rows): string {
  return `topk($limit, ${rank})`;
}

/**
 * A column of the table, by the labels that make a row. Where there is no value it has a row all the same: Grafana 9.4 makes no frame of
 * an answer without rows, and where only one query has a frame, it does not call its values by the query.
 */
export function fill(rows: Rows, expr: string): string {
  return `(${fillAll(rows, expr)}) and on (${rows.identity}) ${top(rows)}`;
}

/**
 * The same of all rows, for a table that leaves out those which query A does not have (`onlyRowsOfA`): of accounts or owners there are some
 * hundreds, and to rank them for each column would cost more than all the rest.
 */
export function fillAll({ identity, all }: Rows, expr: string): string {
  return `${expr} or on (${identity}) NaN * ${collapse(identity, all)}`;
}

/**
 * A column that few rows may have a value of, for a table with `onlyRowsOfA`. Where none has, a row that the table leaves out gives Grafana
 * its frame. @param label one of those that make a row.
 */
export function orNoRow(label: string, expr: string): string {
  return `(${expr}) or on () ${labelled(`NaN * ${READ}`, label, 'none')}`;
}

/** How many rows the table shows of how many there are: `100 of 7,587`. */
export function shownOf({ all }: Rows): string {
  const total = `count(${all})`;
  return someOfAll('of', `clamp_max(${total}, $limit)`, total);
}
