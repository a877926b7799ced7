/** Every hand-made report, and what comes of it; the README beside them says what each is for. */
import { readdir } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import { unpacked } from '../../support/unpacked-report.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { readReportFixture, REPORT_FIXTURES } from '../../support/report-fixtures.ts';
import { READ_FIXTURES } from './read-fixtures.ts';
import { refusalOf } from './refusal.ts';
import { REFUSED_FIXTURES } from './refused-fixtures.ts';

test.each(Object.entries(READ_FIXTURES))('%s is read', async (file, expected) => {
  const csv = await readReportFixture(file);

  const read = await parseReport(csv);

  // Strictly: a value that AWS did not give is no property at all.
  expect(unpacked(read)).toStrictEqual(expected);
});

test.each(Object.entries(REFUSED_FIXTURES))('%s is refused as a whole', async (file, message) => {
  const csv = await readReportFixture(file);

  const refusal = await refusalOf(csv);

  expect(refusal.message).toBe(message);
  expect(refusal.reason).toBe('malformed_report');
  expect(refusal.cause).toBeUndefined();
});

test('every report in the folder is one of these', async () => {
  const files = await readdir(REPORT_FIXTURES);

  const reports = files.filter((file) => /\.(?:csv|html)$/.test(file));

  expect([...Object.keys(READ_FIXTURES), ...Object.keys(REFUSED_FIXTURES)].sort()).toEqual(reports.sort());
});
