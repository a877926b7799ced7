/** A text without an end of one kind or another: each is refused after a bounded part of it, and keeps a bounded part in memory. */
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { parseReport } from '../../../src/report/parse-report.ts';
import { COLUMNS_22 } from '../../support/report-writer.ts';
import { csvReport, csvRow } from './csv-rows.ts';
import { refusalOf } from './refusal.ts';

const MB = 1024 * 1024;

/** What a row may have, and what is read at once. */
const READ_AT_MOST = 128 * 1024;

/** Bytes that count how far they were read, and how many at once. */
function watched(text: Buffer): { csv: Uint8Array; readTo: () => number; mostAtOnce: () => number } {
  let readTo = 0;
  let mostAtOnce = 0;
  const csv = new Proxy(text, {
    get(target, property) {
      if (property === 'subarray') {
        return (start: number, end: number) => {
          readTo = Math.max(readTo, end);
          mostAtOnce = Math.max(mostAtOnce, end - start);
          return target.subarray(start, end);
        };
      }
      const value: unknown = Reflect.get(target, property, target);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    },
  });
  return { csv, readTo: () => readTo, mostAtOnce: () => mostAtOnce };
}

function behindHeader(text: string): Buffer {
  return Buffer.concat([csvReport([csvRow()]), Buffer.from(`\n${text}`)]);
}

describe('a row without an end is refused by its first part', () => {
  test.each([
    ['millions of commas', behindHeader(','.repeat(4 * MB)), 'a row of the report is longer than 64KB'],
    ['a cell without an end', behindHeader('a'.repeat(4 * MB)), 'a row of the report is longer than 64KB'],
    [
      'a header of a million columns',
      Buffer.from(`${COLUMNS_22.join(',')},${'x,'.repeat(MB)}`),
      'the first line has more than 100 columns',
    ],
    [
      'an answer of AWS in one line',
      Buffer.from(csvReport([csvRow()]).toString('base64').repeat(1000)),
      'the text is still in base64, and not the report as AWS gives it, which comes by `aws iam get-credential-report --query Content --output text | base64 --decode > report.csv`',
    ],
  ])('%s', async (_what, text, message) => {
    const { csv, readTo } = watched(text);

    await expect(parseReport(csv)).rejects.toMatchObject({ reason: 'malformed_report', message });
    expect(readTo()).toBeLessThan(READ_AT_MOST);
  });
});

test('a row as long as rows may be is read', async () => {
  const path = `/${'a'.repeat(60_000)}/`;
  const row = csvRow({ arn: `arn:aws:iam::111122223333:user${path}alice` });

  expect([...(await parseReport(csvReport([row]))).users].map((user) => user.path)).toEqual([path]);
});

test('a header of too many columns is refused by their number', async () => {
  const columns = [...COLUMNS_22, ...Array.from({ length: 79 }, (_, index) => `new_${index}`)];

  expect((await refusalOf(csvReport([csvRow({}, columns)], columns))).message).toBe(
    'the first line has more than 100 columns',
  );
});

test('of the name of a column that is not known, a part is kept', async () => {
  const columns = [...COLUMNS_22, 'x'.repeat(10_000)];

  expect((await parseReport(csvReport([csvRow({}, columns)], columns))).unknownColumns).toEqual(['x'.repeat(64)]);
});

test('of very many rows that cannot be read all are counted, and the first are kept', async () => {
  const good = Array.from({ length: 3_000 }, (_, index) => csvRow({ user: `user-${index}` }));
  const bad = Array.from({ length: 2_000 }, () => 'x');
  const report = await parseReport(csvReport([...bad, ...good]));

  expect(report.skippedRowCount).toBe(2_000);
  expect(report.skippedRows).toHaveLength(20);
  expect(report.skippedRows.at(-1)?.line).toBe(21);
});

test('of very short rows a few are read at once, since each costs as much as a long one', async () => {
  const { csv, mostAtOnce } = watched(behindHeader('a\n'.repeat(2_000)));

  await expect(parseReport(csv)).rejects.toMatchObject({ reason: 'malformed_report' });
  expect(mostAtOnce()).toBeLessThan(2 * 1024);
});

test('a deadline in the middle ends the reading', async () => {
  const { csv, readTo } = watched(
    csvReport(Array.from({ length: 20_000 }, (_, index) => csvRow({ user: `user-${index}` }))),
  );
  const deadline = new AbortController();
  const reading = parseReport(csv, { signal: deadline.signal });
  const reason = new Error('too late');
  await setImmediate();
  deadline.abort(reason);

  await expect(reading).rejects.toBe(reason);
  expect(readTo()).toBeLessThan(MB);
});
