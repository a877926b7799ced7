/** AWS's free text on further credentials stands in the last column, and nobody knows whether it is quoted. */
import { expect, test } from '@jest/globals';
import { parseReport } from '../../../src/report/parse-report.ts';
import { COLUMNS_22 } from '../../support/report-writer.ts';
import { csvReport, csvRow } from './csv-rows.ts';

const COLUMNS_23 = [...COLUMNS_22, 'additional_credentials_info'];
const TEXT = '1 more access key, use ListAccessKeys, then delete it';

test.each([
  ['a plain name', 'alice'],
  ['a name with commas', 'last,first,middle'],
])('its commas need no quotes, behind %s', async (_name, user) => {
  const rows = [csvRow({ user, additional_credentials_info: TEXT }, COLUMNS_23), csvRow({ user: 'bob' }, COLUMNS_23)];

  const { users, skippedRows } = await parseReport(csvReport(rows, COLUMNS_23));

  expect(skippedRows).toEqual([]);
  expect([...users][0]).toMatchObject({ name: user, additionalCredentials: TEXT, signingCertificates: [] });
});

test('in the last row it takes the report down no more than elsewhere', async () => {
  const rows = [csvRow({ additional_credentials_info: TEXT }, COLUMNS_23)];

  const { users } = await parseReport(csvReport(rows, COLUMNS_23));

  expect(users).toHaveLength(1);
});

test('commas in a path do not make up for the text that a row lacks', async () => {
  const cells = { user: 'x', arn: 'arn:aws:iam::111122223333:user/a,b,c/x' };
  const rows = [csvRow(cells), csvRow({ user: 'bob' }, COLUMNS_23)];

  const { users, skippedRows } = await parseReport(csvReport(rows, COLUMNS_23));

  expect([[...users].map(({ name }) => name), skippedRows]).toEqual([
    ['bob'],
    [{ line: 2, problem: 'the row has too many fields' }],
  ]);
});
