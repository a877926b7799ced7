/** The filter patterns that the fake AWS knows. */
import { expect, test } from '@jest/globals';
import { filterOf } from '../../support/fake-aws/filter-pattern.ts';

const RECORD = { a: 'x', b: { c: 'eve-1', d: true, e: null }, n: 5 };

function matches(pattern: string): boolean {
  const filter = filterOf(pattern);
  if (typeof filter === 'string') throw new Error(filter);
  return filter(JSON.stringify(RECORD));
}

test.each<[string, boolean]>([
  ['', true],
  ['{ $.a = "x" }', true],
  ['{$.a="x"}', true],
  ['{ $.a = "X" }', false],
  ['{ $.a != "x" }', false],
  ['{ $.a != "y" }', true],
  ['{ $.missing != "y" }', false],
  ['{ $.missing = "*" }', false],
  ['{ $.missing NOT EXISTS }', true],
  ['{ $.b.e.f NOT EXISTS }', true],
  ['{ $.a NOT EXISTS }', false],
  ['{ $.b.d IS TRUE }', true],
  ['{ $.a IS TRUE }', false],
  ['{ $.b.c = "eve*" }', true],
  ['{ $.b.c = "*-1" }', true],
  ['{ $.b.c = "eve.1" }', false],
  ['{ $.b.c = "eve\\*" }', false],
  ['{ $.n = "5" }', false],
  ['{ $.a = "y" || $.a = "x" && $.b.c = "z" }', false],
  ['{ $.a = "x" || $.a = "x" && $.b.c = "z" }', true],
  ['{ ($.a = "x" || $.a = "y") && $.b.c = "z" }', false],
  ['{ ($.a = "x" || $.a = "y") && ($.b.c = "eve-1") }', true],
])('%j matches: %j', (pattern, expected) => {
  expect(matches(pattern)).toBe(expected);
});

test.each([
  'x',
  '"x"',
  '?a ?b',
  '%x%',
  '{ $.a = x }',
  '{ $.a = 5 }',
  '{ $.a > 5 }',
  '{ $.a = "x" ',
  '{ $.a = "x" } x',
  '{ $.a = "x" && }',
  '{ ($.a = "x" }',
  '{ $.a[0] = "x" }',
  '{ $.a IS NULL }',
  '{ }',
  `{ $.a = "${'x'.repeat(1024)}" }`,
])('%s is refused', (pattern) => {
  expect(typeof filterOf(pattern)).toBe('string');
});

test('a line that is no JSON matches no pattern', () => {
  const filter = filterOf('{ $.a NOT EXISTS }');

  expect(typeof filter === 'string' ? filter : filter('hello')).toBe(false);
});
