/** CSV for spreadsheets: a cell that one of them would calculate is a text in each of them. */
import { expect, test } from '@jest/globals';
import { csvHeader, csvRows, toCsv } from '../../../src/cli/csv.ts';
import type { Field } from '../../../src/fields/field.ts';

interface Entry {
  readonly name: string;
  readonly days?: number;
}

const FIELDS: readonly Field<Entry>[] = [
  { name: 'name', type: { type: 'string' }, csv: true, help: '', read: ({ name }) => name },
  { name: 'hidden', type: { type: 'string' }, help: '', read: () => 'not in the CSV' },
  { name: 'days', type: { type: 'integer' }, csv: true, help: '', read: ({ days }) => days },
];

test.each([
  ['=1+1', "'=1+1"],
  ['+1', "'+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  // Characters that nobody sees become a question mark, so that none of them begins a cell.
  ['\t=1', '?=1'],
  ['\r=1', '?=1'],
  ['\n=1', '?=1'],
  ['a=1', 'a=1'],
  ['a,"b"', '"a,""b"""'],
])('%j is written as %s', (name, cell) => {
  expect(csvRows(FIELDS, [{ name, days: 90 }])).toBe(`${cell},90\n`);
});

test('a value that is not there is an empty cell', () => {
  expect(toCsv(FIELDS, [{ name: 'a' }])).toBe('name,days\na,\n');
});

test('pieces make the same file as the whole', () => {
  const entries = [{ name: 'a', days: 1 }, { name: 'b' }];
  const pieces = entries.map((entry) => csvRows(FIELDS, [entry]));

  expect([csvHeader(FIELDS), ...pieces].join('')).toBe(toCsv(FIELDS, entries));
});
