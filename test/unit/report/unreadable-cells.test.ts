/** A cell with a word that nobody knows is unknown. It takes neither its row down nor, where each row has it, the report. */
import { expect, test } from '@jest/globals';
import { parseReport } from '../../../src/report/parse-report.ts';
import { at, root } from '../../support/model-values.ts';
import { COLUMNS_22, COLUMNS_23 } from '../../support/report-writer.ts';
import { csvReport, csvRow } from './csv-rows.ts';

const CELLS = [
  ['mfa_active', 'N/A'],
  ['mfa_active', '1'],
  ['password_enabled', 'yes'],
  ['password_last_used', 'not_applicable'],
  ['password_last_used', 'never'],
  ['password_last_used', '2023-02-30T00:00:00Z'],
  ['password_last_used', '0001-01-01T00:00:00Z'],
  ['password_last_changed', '1970-01-01T00:00:00Z'],
  ['password_last_changed', ''],
  ['password_next_rotation', '0'],
  ['access_key_1_active', 'N/A'],
  ['access_key_1_active', 'not_supported'],
  ['access_key_2_active', 'Active'],
  ['access_key_1_last_rotated', 'n/a'],
  ['access_key_2_last_used_date', 'unknown'],
  ['access_key_1_last_used_region', 'N'],
  ['access_key_2_last_used_service', 'not_supp'],
  ['cert_1_active', ''],
  ['cert_2_last_rotated', 'null'],
] as const;

test.each(CELLS)('%s "%s" is unknown, and the rest of the row is known', async (column, cell) => {
  const users = ['alice', 'bob'].map((user) => csvRow({ user, [column]: cell }));

  const report = await parseReport(csvReport([...users, csvRow({ user: 'carol' })]));

  expect(report.skippedRowCount).toBe(0);
  expect([...report.users].map(({ name, unreadableColumns }) => [name, unreadableColumns])).toEqual([
    ['alice', [column]],
    ['bob', [column]],
    ['carol', undefined],
  ]);
  expect(report.unreadableCells).toEqual({ [column]: 2 });
});

test('root whose key is not supported keeps its row, without the key', async () => {
  const cells = {
    user: '<root_account>',
    arn: 'arn:aws:iam::111122223333:root',
    user_creation_time: '2024-03-05T09:12:44Z',
  };

  const { users } = await parseReport(csvReport([csvRow({ ...cells, access_key_1_active: 'not_supported' })]));

  expect([...users]).toStrictEqual([root({ unreadableColumns: ['access_key_1_active'] })]);
});

test('a key with a date is there, though nobody knows whether it is active', async () => {
  const cells = { access_key_2_active: '?', access_key_2_last_rotated: '2025-01-15T12:00:00Z' };

  const { users } = await parseReport(csvReport([csvRow(cells)]));

  expect([...users][0]?.accessKeys).toStrictEqual([
    { slot: '2', lastRotated: at('2025-01-15T12:00:00Z'), lastUsed: 'never' },
  ]);
});

test.each([
  ['a date', COLUMNS_22, { cert_2_last_rotated: 'not_applicable' }],
  ['a boolean', COLUMNS_22.slice(0, -1), { cert_2_active: 'maybe' }],
  ['a service', [...COLUMNS_22.filter((name) => !name.includes('_service')), 'access_key_1_last_used_service'], {}],
  ['a text', COLUMNS_23, { additional_credentials_info: 'not_applicable' }],
])('in the last cell of the report, %s, it is no cut', async (_what, columns, cells) => {
  const report = await parseReport(csvReport([csvRow({ user: 'bob' }, columns), csvRow(cells, columns)], columns));

  expect(report.users).toHaveLength(2);
});
