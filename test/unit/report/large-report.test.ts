import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { at, user } from '../../support/model-values.ts';
import { LAYOUT_OF_TODAY, writeReport } from '../../support/report-writer.ts';

const KILOBYTES_16 = 16 * 1024;

// Two bytes a letter, and two a line end: the pieces in which the text is read end within characters and within line ends too.
const USERS = Array.from({ length: 20_000 }, (_, index) =>
  user({ name: `user-${'é'.repeat(index % 7)}-${index}`, created: at('2020-01-01T00:00:00Z') + index }),
);

function summary({ name, arn, created, mfaActive }: User): string {
  return [name, arn, created, mfaActive].join(' ');
}

test('a report of 20,000 rows is read right across the pieces it is read in', async () => {
  const csv = Buffer.from(writeReport(USERS, { ...LAYOUT_OF_TODAY, lineEnd: '\r\n' }));

  const report = await parseReport(csv);

  expect(report.skippedRows).toEqual([]);
  expect(report.users.map(summary)).toEqual(USERS.map(summary));
});

test('other work gets its turn at least once for every 16 KB', async () => {
  const csv = Buffer.from(writeReport(USERS.slice(0, 5_000)));
  let turns = 0;
  let done = false;
  const otherWork = async () => {
    for (; !done; turns += 1) await setImmediate();
  };

  const working = otherWork();
  await parseReport(csv);
  done = true;
  await working;

  expect(turns).toBeGreaterThanOrEqual(Math.floor(csv.length / KILOBYTES_16));
});
