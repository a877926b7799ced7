import { expect, test } from '@jest/globals';
import { readFindingsQuery } from '../../../src/views/findings.ts';
import { defaultPolicy } from '../../support/policy.ts';

/** Each has a program of some steps more than its count. */
const of = (count: number): string => `a{${count}}`;

function problemsOf(pairs: readonly (readonly [string, string])[]): unknown {
  const read = readFindingsQuery(new URLSearchParams(pairs.map((pair) => [...pair])), defaultPolicy());
  return read.ok ? [] : read.problems;
}

test.each(['account', 'owner', 'user', 'check'])('a pattern of %s that takes too long is refused', (parameter) => {
  expect(
    problemsOf([
      [parameter, of(600)],
      [parameter, of(600)],
    ]),
  ).toEqual([{ parameter, text: `${parameter}: is too large a pattern: write a shorter one, such as prod-.*` }]);
});

test('many patterns that take too long together are refused', () => {
  expect(
    problemsOf([
      ['account', of(400)],
      ['owner', of(400)],
      ['user', of(400)],
    ]),
  ).toEqual([
    {
      parameter: 'user',
      text: 'user: the patterns of all filters are too large together: write fewer or shorter ones, such as prod-.*',
    },
  ]);
});

test.each([
  [[['user', of(400)]]],
  [[['user', 'x.'.repeat(150)]]],
  [Array.from({ length: 20 }, (_, index) => ['user', `first.last-${index}@sub.example.com`])],
  [Array.from({ length: 20 }, (_, index) => ['user', `${'n'.repeat(100)}-${index}`])],
] as [[string, string][]][])('%j is not too large', (pairs) => {
  expect(problemsOf(pairs)).toEqual([]);
});
