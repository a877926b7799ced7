import { expect, test } from '@jest/globals';
import { firstRecords } from '../../../src/activity/first-records.ts';
import type { ActivityCoverage, ActivityQuestion, ActivitySource } from '../../../src/model/activity-source.ts';

const QUESTION: ActivityQuestion = {
  subject: { of: 'anybody' },
  events: [],
  from: 100,
  to: 200,
  accountId: '111122223333',
  regions: ['us-east-1'],
};

const COVERED: ActivityCoverage = { accountId: '111122223333', region: 'us-east-1', from: 100, to: 200 };

/** Covers its region when it has been read to the end, as the event history does. */
function sourceOf(count: number): ActivitySource & { readonly handedOut: () => number } {
  let handedOut = 0;
  return {
    handedOut: () => handedOut,
    search() {
      let ended = false;
      async function* records(): AsyncGenerator {
        for (let index = 0; index < count; index += 1) {
          handedOut += 1;
          yield await Promise.resolve(index);
        }
        ended = true;
      }
      return { records: records(), coverage: () => [ended ? COVERED : { ...COVERED, incomplete: 'not ended' }] };
    },
  };
}

async function read(source: ActivitySource, most: number) {
  const search = firstRecords(source, most).search(QUESTION, { signal: new AbortController().signal });
  const records: unknown[] = [];
  for await (const record of search.records) records.push(record);
  return { records, coverage: search.coverage() };
}

test('no more is read than was asked for, and that there is more is said', async () => {
  const source = sourceOf(100);

  expect(await read(source, 3)).toEqual({
    records: [0, 1, 2],
    coverage: [{ ...COVERED, incomplete: 'not ended; only the newest 3 records were read' }],
  });
  expect(source.handedOut()).toBe(3);
});

test.each([2, 0])('of %d, fewer than may be read, it is complete', async (count) => {
  const { records, coverage } = await read(sourceOf(count), 3);

  expect(records).toHaveLength(count);
  expect(coverage).toEqual([COVERED]);
});
