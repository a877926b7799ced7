import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { pagesOf } from '../../../../src/sources/aws/pages.ts';

test('an answer that goes on where it was before would never end: it is a failure', async () => {
  const asked: (string | undefined)[] = [];
  const pages = pagesOf(({ Marker }) => {
    asked.push(Marker);
    if (asked.length > 2) throw new Error('it is asked for on and on');
    return Promise.resolve({ IsTruncated: true, Marker: 'again' });
  });
  const all = async () => {
    for await (const page of pages) expect(page.Marker).toBe('again');
  };

  await expect(all()).rejects.toThrow(RefreshFailure);
  expect(asked).toEqual([undefined, 'again']);
});
