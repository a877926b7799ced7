/** What several generators yield, for who reads it. */
import { expect, test } from '@jest/globals';
import { merged } from '../../../../src/sources/aws/merged.ts';

test('no generator makes its next item before the last one was taken', async () => {
  const made: string[] = [];
  async function* ofName(name: string): AsyncGenerator<string> {
    for (let index = 0; index < 3; index += 1) {
      made.push(`${name}${index}`);
      yield await Promise.resolve(`${name}${index}`);
    }
  }
  const taken: string[] = [];
  for await (const item of merged(() => [ofName('a'), ofName('b')], new AbortController().signal)) {
    taken.push(item);
    // Time for whatever would run ahead.
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
    expect(made.filter((each) => each.startsWith(item.slice(0, 1))).at(-1)).toBe(item);
  }

  expect(taken.toSorted()).toEqual(['a0', 'a1', 'a2', 'b0', 'b1', 'b2']);
});
