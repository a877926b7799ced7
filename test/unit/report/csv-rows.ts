import { ACCOUNT_ID } from '../../support/model-values.ts';
import { COLUMNS_22 } from '../../support/report-writer.ts';

export type Cells = Readonly<Record<string, string>>;

/** Of an active key of 2025 that was used in November 2026. */
export const OLD_KEY_IN_USE: Cells = {
  access_key_1_active: 'true',
  access_key_1_last_rotated: '2025-01-01T00:00:00Z',
  access_key_1_last_used_date: '2026-11-22T00:00:00Z',
};

/** The cells of a user who has nothing, but for those that the test is about. A cell is written as it is, without quotes. */
export function csvRow(cells: Cells = {}, columns: readonly string[] = COLUMNS_22): string {
  const { user = 'alice', arn = `arn:aws:iam::${ACCOUNT_ID}:user/${user}` } = cells;
  const all: Cells = { user, arn, user_creation_time: '2024-03-05T09:12:44Z', ...cells };
  return columns.map((name) => all[name] ?? (/_(?:active|enabled)$/.test(name) ? 'false' : 'N/A')).join(',');
}

export function csvReport(rows: readonly string[], columns: readonly string[] = COLUMNS_22, lineEnd = '\n'): Buffer {
  return Buffer.from([columns.join(','), ...rows].join(lineEnd));
}
