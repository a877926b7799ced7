/** A row that cannot be read is skipped and counted; the rows around it are read. */
import { describe, expect, test } from '@jest/globals';
import { parseReport } from '../../../src/report/parse-report.ts';
import { COLUMNS_22 } from '../../support/report-writer.ts';
import { type Cells, csvReport, csvRow } from './csv-rows.ts';

const ARN = 'arn:aws:iam::111122223333:user';

async function readAround(row: string, lineEnd = '\n') {
  const csv = csvReport([csvRow({ user: 'before' }), row, csvRow({ user: 'behind' })], COLUMNS_22, lineEnd);
  const { users, skippedRows } = await parseReport(csv);
  return { names: [...users].map(({ name }) => name), skippedRows };
}

test.each<[string, string, string]>([
  ['user', '', 'user has no value'],
  ['arn', '', 'arn has no value'],
  ['arn', 'alice', 'arn is not the ARN of a user or of root'],
  ['arn', 'arn:aws:iam::111122223333:role/alice', 'arn is not the ARN of a user or of root'],
  ['arn', 'arn:aws:iam::1111:user/alice', 'arn is not the ARN of a user or of root'],
  ['arn', `${ARN}/alice/`, 'arn is not the ARN of a user or of root'],
  ['arn', `${ARN}/bob`, 'arn names another user than the row'],
  ['arn', `${ARN}/alice/bob`, 'arn names another user than the row'],
  ['arn', 'arn:aws:iam::111122223333:root', 'arn names another user than the row'],
  ['arn', 'arn:aws:iam::444455556666:user/alice', 'arn names another account than the rows before'],
  ['arn', 'arn:aws-cn:iam::111122223333:user/alice', 'arn names another account than the rows before'],
  ['user', 'before', 'user appears a second time'],
  ['user_creation_time', 'N/A', 'user_creation_time has no value'],
  ['user_creation_time', '2024-03-05', 'user_creation_time is not a time'],
  ['user_creation_time', '2024-03-05T09:12:44', 'user_creation_time is not a time'],
  ['user_creation_time', '2024-13-05T09:12:44Z', 'user_creation_time is not a time'],
  ['user_creation_time', '1709629964', 'user_creation_time is not a time'],
  ['user_creation_time', '2023-02-30T00:00:00Z', 'user_creation_time is not a time'],
  ['user_creation_time', '2023-02-29T00:00:00+00:00', 'user_creation_time is not a time'],
  ['user_creation_time', '2023-04-31T00:00:00Z', 'user_creation_time is not a time'],
  ['user_creation_time', '0001-01-01T00:00:00Z', 'user_creation_time is not a time'],
  ['user_creation_time', '1970-01-01T00:00:00Z', 'user_creation_time is not a time'],
  ['user', 'a"b', 'user holds a quote'],
])('a row whose %s is "%s" is skipped: %s', async (column, cell, problem) => {
  const cells: Cells = column === 'user' ? { user: cell, arn: `${ARN}/${cell}` } : { [column]: cell };

  const { names, skippedRows } = await readAround(csvRow(cells));

  expect(names).toEqual(['before', 'behind']);
  expect(skippedRows).toEqual([{ line: 3, problem }]);
});

test.each([
  ['too few fields', 'alice,arn:aws:iam::111122223333:user/alice,2024-03-05T09:12:44Z', 'the row has too few fields'],
  ['no ARN among too many', `alice,${'x,'.repeat(30)}x`, 'the row has too many fields'],
  ['a field too many behind the ARN', `${csvRow()},N/A`, 'arn names another user than the row'],
])('a row with %s is skipped', async (_what, row, problem) => {
  const { names, skippedRows } = await readAround(row);

  expect(names).toEqual(['before', 'behind']);
  expect(skippedRows).toEqual([{ line: 3, problem }]);
});

test.each(['\n', '\r\n'])('blank lines are no rows, but they count as lines (line end %j)', async (lineEnd) => {
  const { names, skippedRows } = await readAround(`${lineEnd}${lineEnd}no row`, lineEnd);

  expect(names).toEqual(['before', 'behind']);
  expect(skippedRows).toEqual([{ line: 5, problem: 'the row has too few fields' }]);
});

test('names that differ only by case are two rows, and every bad row has its line', async () => {
  const rows = ['x', csvRow({ user: 'Alice' }), 'x', 'x', csvRow({ user: 'alice' }), csvRow({ user: 'bob' })];

  const { users, skippedRows } = await parseReport(csvReport(rows));

  expect([...users].map(({ name }) => name)).toEqual(['Alice', 'alice', 'bob']);
  expect(skippedRows.map(({ line }) => line)).toEqual([2, 4, 5]);
});

test('a comma that is not quoted moves no cell of a report whose columns stand in another order', async () => {
  const columns = ['mfa_active', ...COLUMNS_22.filter((name) => name !== 'mfa_active')];
  const rows = [csvRow({ user: 'alice' }, columns), csvRow({ user: 'x,y' }, columns), csvRow({ user: 'bob' }, columns)];

  const { users, skippedRows } = await parseReport(csvReport(rows, columns));

  expect([...users].map(({ name }) => name)).toEqual(['alice', 'bob']);
  expect(skippedRows).toEqual([{ line: 3, problem: 'the row has too many fields' }]);
});

describe('a bad last row that is whole takes no other row down', () => {
  const lastRow = async (row: string, columns: readonly string[] = COLUMNS_22, end = '') => {
    const { users, skippedRows } = await parseReport(
      csvReport([csvRow({ user: 'before' }, columns), row, end], columns),
    );
    return { names: [...users].map(({ name }) => name), skippedRows };
  };

  test.each<[Cells, string]>([
    [{ user_creation_time: 'N/A' }, 'user_creation_time has no value'],
    [{ user: 'A', user_creation_time: 'N/A' }, 'user_creation_time has no value'],
    [{ user_creation_time: 'yesterday' }, 'user_creation_time is not a time'],
    [{ user_creation_time: '2023-02-30T00:00:00Z' }, 'user_creation_time is not a time'],
    [{ user: 'before' }, 'user appears a second time'],
    [{ user: 'Alice', arn: `${ARN}/alice` }, 'arn names another user than the row'],
    [{ arn: 'N/A' }, 'arn is not the ARN of a user or of root'],
    [{ arn: 'arn:aws:iam::444455556666:user/alice' }, 'arn names another account than the rows before'],
    [{ user: 'x,y', user_creation_time: 'N/A' }, 'user_creation_time has no value'],
    [{ user: 'x,y', arn: `${ARN}/X,Y` }, 'arn names another user than the row'],
    [{ user: '"alice', arn: `${ARN}/alice` }, 'a quote is not closed'],
  ])('%j', async (cells, problem) => {
    const expected = { names: ['before'], skippedRows: [{ line: 3, problem }] };

    expect(await lastRow(csvRow(cells))).toEqual(expected);
    expect(await lastRow(csvRow(cells), COLUMNS_22, '\n')).toEqual(expected);
  });

  test.each<[Cells, string]>([
    [{ user: 'x,y' }, 'the row has too many fields'],
    [{ arn: `${ARN}/x,y/alice` }, 'the row has too many fields'],
    [{ user: 'Alice', arn: `${ARN}/alice` }, 'arn names another user than the row'],
    [{ user_creation_time: 'N/A' }, 'user_creation_time has no value'],
    [{ user: 'before' }, 'user appears a second time'],
  ])('where columns stand in another order: %j', async (cells, problem) => {
    const orders = [
      ['mfa_active', ...COLUMNS_22.filter((name) => name !== 'mfa_active')],
      ['arn', ...COLUMNS_22.filter((name) => name !== 'arn')],
      COLUMNS_22.filter((name) => name !== 'user').toSpliced(5, 0, 'user'),
    ];

    for (const columns of orders) {
      expect(await lastRow(csvRow(cells, columns), columns)).toEqual({
        names: ['before'],
        skippedRows: [{ line: 3, problem }],
      });
    }
  });
});

describe('a quote that a row does not close takes no other row down', () => {
  test.each([
    ['the name', csvRow({ user: '"alice', arn: `${ARN}/alice` })],
    ['a region', csvRow({ access_key_1_active: 'true', access_key_1_last_used_region: '"eu-west-1' })],
    ['a cell with a quote within', csvRow({ user: '"al"ice"', arn: `${ARN}/alice` })],
  ])('in %s', async (_where, row) => {
    expect(await readAround(row)).toEqual({
      names: ['before', 'behind'],
      skippedRows: [{ line: 3, problem: 'a quote is not closed' }],
    });
  });

  test.each(['/x,"y/', '/x,"y",z/', '/"/', '/",","/', '/a",/'])('in the path %s, which is read', async (path) => {
    const rows = [csvRow({ user: 'before' }), csvRow({ arn: `${ARN}${path}alice` }), csvRow({ user: 'behind' })];

    for (const order of [rows, rows.toReversed(), rows.slice(0, 2)]) {
      const { users, skippedRows } = await parseReport(csvReport(order));
      expect(skippedRows).toEqual([]);
      expect([...users].find(({ name }) => name === 'alice')?.path).toBe(path);
    }
  });
});

test.each([
  ['\n', '\r\n'],
  ['\r\n', '\n'],
  ['\r', '\n'],
])('a header that ends with %j, above rows that end with %j', async (first, other) => {
  const rows = ['alice', 'bob', 'carol'].map((user) => csvRow({ user }));
  const csv = `${COLUMNS_22.join(',')}${first}${[rows[0], 'x', ...rows.slice(1), ''].join(other)}`;

  const { users, skippedRows } = await parseReport(Buffer.from(csv));

  expect([...users].map(({ name }) => name)).toEqual(['alice', 'bob', 'carol']);
  expect(skippedRows).toEqual([{ line: 3, problem: 'the row has too few fields' }]);
});
