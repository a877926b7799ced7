/** What lies after the report has not happened: as a last use it would pass for a healthy one. */
import { expect, test } from '@jest/globals';
import { parseReport } from '../../../src/report/parse-report.ts';
import { at } from '../../support/model-values.ts';
import { type Cells, csvReport, csvRow } from './csv-rows.ts';

const GENERATED = at('2026-11-22T12:00:00Z');
const KEY: Cells = { access_key_1_active: 'true', access_key_2_active: 'true' };

/** Between two good rows; the last row is where a report may be cut. */
async function readBetween(cells: Cells, latest?: number) {
  const rows = [csvRow({ user: 'before' }), csvRow(cells), csvRow({ user: 'after' })];
  const { users, skippedRows, skippedRowCount } = await parseReport(
    csvReport(rows),
    latest === undefined ? {} : { latest },
  );
  return { users: users.length, skippedRows, skippedRowCount };
}

test.each([
  'user_creation_time',
  'password_last_used',
  'password_last_changed',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'cert_1_last_rotated',
  'cert_2_last_rotated',
])('a row whose %s is more than a day after the report is skipped', async (column) => {
  const late = { ...KEY, [column]: '2026-11-23T12:00:01Z' };

  expect(await readBetween(late, GENERATED)).toEqual({
    users: 2,
    skippedRows: [{ line: 3, problem: `${column} is more than a day after the report` }],
    skippedRowCount: 1,
  });
  expect(await readBetween({ ...late, [column]: '2026-11-23T12:00:00Z' }, GENERATED)).toMatchObject({ users: 3 });
});

test('the next rotation of a password lies ahead by its nature', async () => {
  expect(await readBetween({ password_next_rotation: '2099-01-01T00:00:00Z' }, GENERATED)).toMatchObject({ users: 3 });
});

test('in the last cell of a report it is no cut', async () => {
  const rows = [csvRow({ user: 'before' }), csvRow({ cert_2_last_rotated: '2099-01-01T00:00:00Z' })];

  await expect(parseReport(csvReport(rows), { latest: GENERATED })).resolves.toMatchObject({ skippedRowCount: 1 });
});

test('in most rows it says that the time of the report is wrong, which is refused', async () => {
  const rows = ['alice', 'bob', 'carol'].map((user) => csvRow({ user, password_last_used: '2026-12-24T00:00:00Z' }));

  await expect(parseReport(csvReport([csvRow({ user: 'zoe' }), ...rows]), { latest: GENERATED })).rejects.toThrow(
    '3 of 4 rows could not be read; the first is line 3: password_last_used is more than a day after the report',
  );
});
