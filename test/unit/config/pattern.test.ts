/** Patterns mean what they mean in JavaScript, for whole names, and no name makes one slow. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchesUser } from '../../../src/checks/match.ts';
import { compilePattern, problemOf, sizeOf } from '../../../src/config/pattern.ts';
import { anyCharacter } from '../../support/arbitrary-text.ts';
import { user } from '../../support/model-values.ts';
import { goodConfig } from './read.ts';

const ITSELF = '(one that stands for itself has a backslash before it)';
const LOOKS = 'must not look ahead or behind, with (?=, (?!, (?<= or (?<!: write patterns for the names that are meant';
const REFERS = 'must not refer back to a group, with \\1 or \\k: write out what the group matches';

test.each([
  ['svc-.*', 'svc-', true],
  ['svc-.*', 'my-svc-1', false],
  ['a|ab', 'ab', true],
  ['a|b', 'ab', false],
  ['^ab$', 'ab', true],
  ['ab', 'ab\n', false],
  ['ci\\+deploy@example\\.com', 'ci+deploy@example.com', true],
  ['(?i:bob)', 'BOB', true],
  ['bob', 'Bob', false],
  ['j.rg', 'jörg', true],
  ['.', '😀', true],
  ['\\p{Lu}\\p{L}+', 'Ørsted', true],
  ['[[:digit:]]{12}', '111111111111', true],
])('%s matches %s: %s', (pattern, name, matches) => {
  expect(compilePattern(pattern).test(name)).toBe(matches);
});

test.each([
  ['(?!test-).*', LOOKS],
  ['svc-(?=prod).*', LOOKS],
  ['.*(?<!-test)', LOOKS],
  ['.*(?<=-test)', LOOKS],
  ['(a|b)-\\1', REFERS],
  ['(?<who>a|b)-\\k<who>', REFERS],
  ['\\u00e9', 'must not have \\u: write the character itself, or \\x{E9} for \\u00E9'],
  [
    '\\p{Script=Greek}',
    'has a class that is not known: write \\p{L}, \\p{Lu}, \\p{Greek} or another category or script',
  ],
  ['a)|(b', `is not a valid regular expression: a ) has no ( ${ITSELF}`],
  ['[a', `is not a valid regular expression: a [ has no ] ${ITSELF}`],
  [
    '*_info',
    `is not a valid regular expression: a *, + or ? has nothing before it to repeat (any text is .*, and ${ITSELF.slice(1)}`,
  ],
  ['a++', `is not a valid regular expression: a *, +, ? or {} follows another one ${ITSELF}`],
  ['[z-a]', 'is not a valid regular expression: a range in [] begins after its end'],
  ['a\\', `is not a valid regular expression: it ends with a backslash ${ITSELF}`],
  [
    'a{1001}',
    'is not a valid regular expression: a repetition such as {2,5} has its numbers in the wrong order, or repeats more than 1000 times',
  ],
])('%s is refused, with what to write instead', (pattern, problem) => {
  expect(problemOf(pattern)).toBe(problem);
});

test('any text is a pattern or has a problem that says why', () => {
  const pieces = fc.constantFrom(...'()[]{}|*+?.^$\\-:<=!,019aAuxkpPLd'.split(''));
  const text = fc.oneof(
    fc.string({ unit: anyCharacter }),
    fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
  );
  const property = fc.property(text, (pattern) => {
    const problem = problemOf(pattern);
    if (problem === undefined) compilePattern(pattern).test('somebody');
    else expect(problem).not.toContain('cannot be read');
  });

  fc.assert(property, { numRuns: 2_000 });
});

describe('a pattern that both engines know', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    'ä',
    '😀',
    '-',
    '\\.',
    '.',
    '[ab]',
    '[^a]',
    '[a-ä]',
    '\\d',
    '\\w',
    '\\p{L}',
    '\\b',
  );
  const { pattern } = fc.letrec<{ pattern: string }>((tie) => ({
    pattern: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      atom,
      fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => one + other),
      fc.tuple(tie('pattern'), tie('pattern')).map(([one, other]) => `(${one}|${other})`),
      fc
        .tuple(tie('pattern'), fc.constantFrom('*', '+', '?', '{2}', '{1,3}', '*?'))
        .map(([one, often]) => `(?:${one})${often}`),
    ),
  }));
  const name = fc
    .array(fc.constantFrom('a', 'b', 'ä', '😀', '-', '.', '1', '_'), { maxLength: 6 })
    .map((all) => all.join(''));

  test('matches the same names as in JavaScript with the flag u', () => {
    const property = fc.property(pattern, fc.array(name, { minLength: 5, maxLength: 20 }), (text, names) => {
      const theirs = new RegExp(`^(?:${text})$`, 'u');
      const ours = compilePattern(text);
      expect(names.filter((each) => ours.test(each))).toEqual(names.filter((each) => theirs.test(each)));
    });

    fc.assert(property, { numRuns: 1_000 });
  });
});

test('a name that a backtracking engine would look at for longer than anybody waits is judged', () => {
  const { overrides } = goodConfig(
    'policy: { overrides: [{ match: { users: ["(([a-z])+.)+[A-Z]([a-z])+"] }, checks: { user-without-mfa: { enabled: true } } }] }',
  ).policy;
  const names = ['a'.repeat(28), 'a'.repeat(64), `${'a'.repeat(26)}Ba`];

  expect(names.map((each) => matchesUser(overrides[0]?.match ?? {}, user({ name: each })))).toEqual([
    false,
    false,
    true,
  ]);
});

describe('the size of a pattern', () => {
  test.each([
    ['ci-.*', 20],
    ['[a-z]{3,20}-[a-z]{3,20}', 100],
    ['\\d{4}-\\d{2}-\\d{2}', 30],
  ])('of %s is measured', (pattern, most) => {
    expect(sizeOf(pattern)).toBeGreaterThan(0);
    expect(sizeOf(pattern)).toBeLessThan(most);
  });

  test('of one that takes long to make is its length by its counts', () => {
    expect(sizeOf(`${'x'.repeat(40)}a{1000}`)).toBe(47 * 1000);
  });
});
