/** A row that cannot be read is skipped and counted; the rows around it are read. */
import { expect, test } from '@jest/globals';
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
  ['mfa_active', 'N/A', 'mfa_active has no value'],
  ['mfa_active', '1', 'mfa_active is neither true nor false'],
  ['password_enabled', 'yes', 'password_enabled is neither true nor false'],
  ['password_last_used', 'never', 'password_last_used is not a time'],
  ['password_last_changed', '', 'password_last_changed is not a time'],
  ['password_next_rotation', '0', 'password_next_rotation is not a time'],
  ['access_key_1_active', 'N/A', 'access_key_1_active has no value'],
  ['access_key_2_active', 'Active', 'access_key_2_active is neither true nor false'],
  ['access_key_1_last_rotated', 'n/a', 'access_key_1_last_rotated is not a time'],
  ['access_key_2_last_used_date', 'unknown', 'access_key_2_last_used_date is not a time'],
  ['cert_1_active', '', 'cert_1_active is neither true nor false'],
  ['cert_2_last_rotated', 'null', 'cert_2_last_rotated is not a time'],
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

test.each([
  [{ mfa_active: 'perhaps' }, 'mfa_active is neither true nor false'],
  [{ user: 'before' }, 'user appears a second time'],
  [{ arn: 'arn:aws:iam::444455556666:user/alice' }, 'arn names another account than the rows before'],
])('a bad last row that is whole takes no other row down: %j', async (cells, problem) => {
  const { users, skippedRows } = await parseReport(csvReport([csvRow({ user: 'before' }), csvRow(cells)]));

  expect([...users].map(({ name }) => name)).toEqual(['before']);
  expect(skippedRows).toEqual([{ line: 3, problem }]);
});
