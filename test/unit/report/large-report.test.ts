import { setImmediate } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import type { User } from '../../../src/model/facts/credential-report.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { accessKey, at, user } from '../../support/model-values.ts';
import { LAYOUT_OF_TODAY, writeReport } from '../../support/report-writer.ts';

/** A text is read in pieces of so many bytes. */
const PIECE = 16 * 1024;

const USERS = Array.from({ length: 1_000 }, (_, index) =>
  user({ name: `user-${'é'.repeat(index % 7)}-${index}`, created: at('2020-01-01T00:00:00Z') + index }),
);

/** The users, after one whose long cell puts the second byte of the sign into the second piece. */
function usersCutWithin(sign: string): User[] {
  const users = (length: number) => [
    user({ accessKeys: [accessKey({ lastUsedRegion: 'x'.repeat(length) })] }),
    ...USERS,
  ];
  return users(PIECE - 1 - written(users(0)).lastIndexOf(sign, PIECE - 1));
}

function written(users: readonly User[]): Buffer {
  return Buffer.from(writeReport(users, { ...LAYOUT_OF_TODAY, lineEnd: '\r\n' }));
}

function summary({ name, arn, created, mfaActive }: User): string {
  return [name, arn, created, mfaActive].join(' ');
}

test.each([
  ['a letter', 'é'],
  ['a line end', '\r\n'],
])('a report of many pieces, the first of which ends within %s, is read right', async (_, sign) => {
  const users = usersCutWithin(sign);
  const csv = written(users);
  expect(csv.subarray(PIECE - 1, PIECE + 1).toString()).toBe(sign);

  const report = await parseReport(csv);

  expect(report.skippedRows).toEqual([]);
  expect([...report.users].map(summary)).toEqual(users.map(summary));
});

test('other work gets its turn at least once for every piece', async () => {
  const csv = written(USERS);
  let turns = 0;
  let done = false;
  const otherWork = async () => {
    for (; !done; turns += 1) await setImmediate();
  };

  const working = otherWork();
  await parseReport(csv);
  done = true;
  await working;

  expect(turns).toBeGreaterThanOrEqual(Math.floor(csv.length / PIECE));
});
