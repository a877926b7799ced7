/** Answers that go on by a token: the whole counts, and no part of it passes for the whole. */
import { expect, test } from '@jest/globals';
import { RefreshFailure } from '../../../../src/model/refresh-failure.ts';
import { tokenPages } from '../../../../src/sources/aws/token-pages.ts';

interface Page {
  readonly items?: readonly number[];
  readonly token?: string;
}

async function read(
  pages: readonly Page[],
): Promise<{ items: number[]; asked: (string | undefined)[]; failure: unknown }> {
  const asked: (string | undefined)[] = [];
  const items: number[] = [];
  const ask = (token: string | undefined) => {
    asked.push(token);
    return Promise.resolve(pages[asked.length - 1] ?? {});
  };
  const answer = tokenPages(ask, ({ items, token }) => ({
    token,
    saysNothing: items === undefined && token === undefined,
  }));
  try {
    for await (const { items: more = [] } of answer) items.push(...more);
  } catch (failure) {
    return { items, asked, failure };
  }
  return { items, asked, failure: undefined };
}

test('every page is read, over empty ones, to the one without a token', async () => {
  const { items, asked, failure } = await read([
    { items: [1], token: 'a' },
    { token: 'b' },
    { items: [], token: 'c' },
    { items: [2] },
  ]);

  expect({ items, asked, failure }).toEqual({ items: [1, 2], asked: [undefined, 'a', 'b', 'c'], failure: undefined });
});

test('an empty token is none', async () => {
  expect((await read([{ items: [1], token: '' }])).asked).toEqual([undefined]);
});

test.each<[string, readonly Page[]]>([
  ['a page that says nothing', [{ items: [1], token: 'a' }, {}]],
  ['a token that comes at once again', [{ items: [1], token: 'a' }, { token: 'a' }]],
  ['a token that comes again later', [{ items: [1], token: 'a' }, { token: 'b' }, { token: 'a' }]],
])('%s fails, after what came before', async (_what, pages) => {
  const { items, failure } = await read(pages);

  expect(items).toEqual([1]);
  expect(failure).toBeInstanceOf(RefreshFailure);
  expect(failure).toMatchObject({ reason: 'service' });
});
