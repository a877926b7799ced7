/** Half a report would say that the other half is fixed: a text that was cut off is refused, wherever the cut is. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { RefreshFailure } from '../../../src/model/refresh-failure.ts';
import { unpacked } from '../../support/unpacked-report.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { laidOutReport } from '../../support/arbitrary-report.ts';
import { readReportFixture } from '../../support/report-fixtures.ts';
import { COLUMNS_16, COLUMNS_22, COLUMNS_23, writeReport } from '../../support/report-writer.ts';
import { csvReport, csvRow } from './csv-rows.ts';
import { refusalOf } from './refusal.ts';

/** The users that are read, or the reason why none are. */
async function usersOf(csv: Uint8Array): Promise<readonly User[] | string> {
  try {
    return [...(await parseReport(csv)).users];
  } catch (error) {
    if (error instanceof RefreshFailure) return error.reason;
    throw error;
  }
}

/** A cut between two rows cannot be told from a shorter report, nor can one in the middle of a CRLF; every other one can. */
function expectedUsers(csv: Buffer, cut: number, users: readonly User[]): readonly User[] | string {
  const kept = csv.toString('utf8', 0, cut);
  const atRowEnd = /[\r\n]$/.test(kept) || /^\r?\n/.test(csv.toString('utf8', cut));
  const rows = kept.trimEnd().split('\n').length - 1;
  return atRowEnd && rows > 0 ? users.slice(0, rows) : 'malformed_report';
}

test.each([
  'every-kind-of-cell.csv',
  '16-columns-2015.csv',
  'comma-in-name-unquoted.csv',
  'comma-in-name-quoted.csv',
  'bom-crlf-trailing-newline.csv',
  'shuffled-columns.csv',
])('%s, cut at any of its last 220 bytes, is refused, or ends with a whole row', async (file) => {
  const csv = await readReportFixture(file);
  const { users } = unpacked(await parseReport(csv));
  const cuts = Array.from({ length: 220 }, (_, missing) => csv.length - 1 - missing);

  const outcomes = await Promise.all(cuts.map((cut) => usersOf(csv.subarray(0, cut))));

  expect(outcomes).toEqual(cuts.map((cut) => expectedUsers(csv, cut, users)));
});

// The length of a text says nothing about whether it is whole, so no such column is the last one here; nor is it in a report of AWS.
const FREE_TEXT = /^(?:arn|access_key_._last_used_(?:region|service))$/;
const anyReport = laidOutReport({ known: [COLUMNS_16, COLUMNS_22], unknown: [] }).filter(
  ({ layout }) => !FREE_TEXT.test(layout.columns.at(-1) ?? ''),
);

test('any report, cut anywhere, is refused, or ends with a whole row', async () => {
  const property = fc.asyncProperty(
    anyReport,
    fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    async ({ report, layout }, part) => {
      const csv = Buffer.from(writeReport([...report.users], layout));
      const cut = Math.floor(part * csv.length);

      const users = await usersOf(csv.subarray(0, cut));

      expect(users).toEqual(expectedUsers(csv, cut, [...report.users]));
    },
  );
  await fc.assert(property, { numRuns: 300 });
});

test.each([
  ['the name and the ARN', { user: 'x,y,z' }],
  ['the path', { user: 'alice', arn: 'arn:aws:iam::111122223333:user/x,y/alice' }],
  ['the path, behind what looks like the name', { user: 'x', arn: 'arn:aws:iam::111122223333:user/x,y/x' }],
])('unquoted commas in %s do not make up for fields that were cut off', async (_where, cells) => {
  const row = csvRow(cells);
  const cuts = Array.from({ length: row.length - 1 }, (_, cut) => cut + 1);

  const refusals = await Promise.all(
    cuts.map((cut) => refusalOf(csvReport([csvRow({ user: 'bob' }), row.slice(0, cut)]))),
  );

  expect(new Set(refusals.map(({ message }) => /line \d+/.exec(message)?.[0]))).toEqual(new Set(['line 3']));
});

test('with columns in an order of its own, a row with commas in its name that has a fault passes for cut off', async () => {
  const columns = ['user_creation_time', ...COLUMNS_22.filter((name) => name !== 'user_creation_time')];
  const row = csvRow({ user: 'x,y,z', arn: 'arn:aws:iam::111122223333:user/other' }, columns);
  const cut = row.slice(0, row.lastIndexOf(','));

  const { message } = await refusalOf(csvReport([csvRow({ user: 'bob' }, columns), cut], columns));

  expect(message).toBe('the report is cut off in line 3: the row has too few fields');
});

test.each(['N', 'N/', 'not_supp', 'no_info'])(
  'a last column of free text that ends in "%s" is cut off',
  async (rest) => {
    const refusal = await refusalOf(csvReport([csvRow({ additional_credentials_info: rest }, COLUMNS_23)], COLUMNS_23));

    expect(refusal.message).toBe('the report is cut off in line 2: additional_credentials_info is cut off');
  },
);

describe('a last cell of free text that is empty, at the end of the text', () => {
  const EMPTY = { additional_credentials_info: '' };
  const refuses = async (rows: readonly string[]) => {
    try {
      await parseReport(csvReport(rows, COLUMNS_23));
      return undefined;
    } catch (error) {
      return (error as Error).message;
    }
  };

  test.each([
    ['of the only row', [EMPTY], 'line 2'],
    ['behind rows with a value', [{ user: 'bob' }, EMPTY], 'line 3'],
  ])('is a cut, %s', async (_where, cells, line) => {
    expect(await refuses(cells.map((row) => csvRow(row, COLUMNS_23)))).toBe(
      `the report is cut off in ${line}: additional_credentials_info has no value`,
    );
  });

  test.each([
    [
      'behind another one, so that AWS writes it so',
      [csvRow({ user: 'bob', ...EMPTY }, COLUMNS_23), csvRow(EMPTY, COLUMNS_23)],
    ],
    ['before the end of a line', [csvRow(EMPTY, COLUMNS_23), '']],
  ])('is none %s', async (_where, rows) => {
    expect(await refuses(rows)).toBeUndefined();
  });
});

describe('a last row that is whole is at most as odd as any other', () => {
  const used = { password_last_used: '2026-11-22T00:00:00Z' };

  test.each([
    [
      'no time of creation and the ARN of another user',
      { ...used, user_creation_time: 'N/A', arn: 'arn:aws:iam::111122223333:user/x' },
    ],
    ['no ARN and a day as the time of creation', { ...used, arn: 'N/A', user_creation_time: '2023-02-30' }],
  ])('with %s', async (_faults, cells) => {
    const { skippedRowCount, users } = await parseReport(csvReport([csvRow({ user: 'bob' }), csvRow(cells)]));

    expect([skippedRowCount, [...users].length]).toEqual([1, 1]);
  });

  test.each([
    ['blanks', '   '],
    ['a ^Z', '\u001A'],
    ['commas', ','.repeat(COLUMNS_23.length - 1)],
    ['fewer commas', ',,'],
  ])('before a line of %s', async (_what, line) => {
    const last = csvRow({ user: 'bob', additional_credentials_info: '' }, COLUMNS_23);
    const { skippedRowCount, users } = await parseReport(csvReport([csvRow({}, COLUMNS_23), last, line], COLUMNS_23));

    expect([skippedRowCount, [...users].length]).toEqual([0, 2]);
  });
});
