/** What is refused as a whole: a text that is no report, or one of which a part may be missing. */
import { expect, test } from '@jest/globals';
import { COLUMNS_22 } from '../../support/report-writer.ts';
import { csvReport, csvRow } from './csv-rows.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { refusalOf } from './refusal.ts';

test.each([
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'mfa_active',
  'access_key_1_active',
  'access_key_2_active',
])('a report without the column %s is refused, and the message names it', async (column) => {
  const columns = COLUMNS_22.filter((name) => name !== column);

  const refusal = await refusalOf(csvReport([csvRow({}, columns)], columns));

  expect(refusal.message).toBe(`the header lacks ${column}: take the report as AWS gives it`);
});

test('a column that stands twice in the header is refused: which one is right is not known', async () => {
  const columns = [...COLUMNS_22, 'mfa_active'];

  const refusal = await refusalOf(csvReport([csvRow({}, columns)], columns));

  expect(refusal.message).toBe('the column mfa_active appears twice in the header');
});

test('a report whose every row is bad is refused, and the first of them named', async () => {
  const refusal = await refusalOf(csvReport([csvRow({ arn: '?' }), csvRow({ arn: '?' })]));

  expect(refusal.message).toBe(
    'no row of the report could be read; the first is line 2: arn is not the ARN of a user or of root',
  );
});

test.each([
  ['not a credential report', 'hello'],
  ['a JSON document', '{"Content": "dXNlcg=="}'],
  ['line ends alone', '\n\n\r\n'],
  ['a byte order mark alone', '\uFEFF'],
  ['a report still in base64', csvReport([csvRow()]).toString('base64')],
])('%s is refused', async (_what, text) => {
  const refusal = await refusalOf(text);

  expect(refusal.reason).toBe('malformed_report');
});

// Greek letters stand in no message of the program, so whatever is not ASCII would be of the report.
test.each([
  ['a column that is missing', ['Σ'], [csvRow()]],
  ['a quote that the last cell does not close', COLUMNS_22, [csvRow({ user: 'Ψυχή', cert_2_last_rotated: '"Ωμέγα' })]],
  ['a row that is cut short', COLUMNS_22, [csvRow({ user: 'Ψυχή' }).slice(0, -20)]],
  ['a quote that is never closed', COLUMNS_22, [`"${csvRow({ user: 'Ψυχή' })}`]],
])('the message on %s holds nothing of it', async (_what, columns, rows) => {
  const refusal = await refusalOf(csvReport(rows, columns));

  expect(`${refusal.message} ${String(refusal.stack)}`).toMatch(/^[\x20-\x7e\n]+$/);
  expect(refusal.cause).toBeUndefined();
});

test('a report of which most rows cannot be read is refused: the rest would say that most users are gone', async () => {
  const good = csvRow({ user: 'alice' });
  const bad = (user: string) => csvRow({ user, user_creation_time: 'N/A' });

  await expect(
    parseReport(csvReport([good, bad('bob'), bad('carol'), csvRow({ user: 'dave' })])),
  ).resolves.toMatchObject({
    users: { length: 2 },
  });
  await expect(parseReport(csvReport([good, bad('bob'), bad('carol')]))).rejects.toThrow(
    '2 of 3 rows could not be read; the first is line 3: user_creation_time has no value',
  );
});
