/** Whatever a report says, and however it is spelled, it is read as it was meant. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseReport } from '../../../src/report/parse-report.ts';
import { laidOutReport } from '../../support/arbitrary-report.ts';
import { unpacked } from '../../support/unpacked-report.ts';
import { COLUMNS_16, COLUMNS_22, COLUMNS_23, writeReport } from '../../support/report-writer.ts';

const anyReport = laidOutReport({
  known: [COLUMNS_16, COLUMNS_22, COLUMNS_23],
  unknown: ['passkey_last_used', 'ssh_key_1_active', 'a column of the future'],
});

test('any report, in any layout, is read as the report that was written', async () => {
  const property = fc.asyncProperty(anyReport, async ({ report, layout }) => {
    const csv = writeReport([...report.users], layout);

    const read = await parseReport(Buffer.from(csv));

    expect(unpacked(read)).toEqual(report);
  });
  await fc.assert(property, { numRuns: 300 });
});
