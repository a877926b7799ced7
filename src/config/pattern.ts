/**
 * Regular expressions of the configuration, which match whole names as in Prometheus.
 *
 * Anybody with iam:CreateUser chooses names, so RE2 runs the patterns: its time grows with the length of the name and no faster, where
 * a backtracking engine can take hours for a name of 28 characters. RE2 cannot look around or refer back:
 * https://github.com/google/re2/wiki/Syntax
 */
import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { Pattern } from '../model/pattern.ts';

/** @throws what the engine throws for a pattern that has a problem. */
export function compilePattern(pattern: string): Pattern {
  const compiled = RE2JS.compile(pattern);
  // A closure, since the configuration is frozen and the engine learns while it matches.
  return { source: pattern, test: (name) => compiled.testExact(name) };
}

/** Steps: to make a larger program takes so long by itself that it is only estimated. */
const LARGEST_MADE = 30_000;

/** Instructions of its program, or an upper bound of them: each letter of a name can take a step for each of them. 0: it cannot be read. */
export function sizeOf(pattern: string): number {
  const atMost = pattern.length * repetitionsOf(pattern);
  if (atMost > LARGEST_MADE) return atMost;
  return problemOf(pattern) === undefined ? RE2JS.compile(pattern).programSize() : 0;
}

/** How often a letter can be repeated by counts such as {2,5}, as if all were within each other. RE2 takes no more than 1000. */
function repetitionsOf(pattern: string): number {
  const counts = [...pattern.matchAll(/\{(\d+)(?:,(\d+)?)?\}/g)].map(([, least, most]) => Number(most ?? least));
  return Math.min(
    counts.reduce((product, count) => product * Math.max(count, 1), 1),
    1000,
  );
}

/** What is wrong with a pattern, and what to write instead; undefined: nothing. Never a piece of the pattern that could be a secret. */
export function problemOf(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (!(error instanceof RE2JSSyntaxException)) throw error;
    const token = error.getPattern() ?? '';
    const [, hint] = UNSUPPORTED.find(([begin]) => begin.test(token)) ?? [];
    return hint ?? `is not a valid regular expression: ${CAUSES[error.getDescription()] ?? 'it cannot be read'}`;
  }
}

/** What regular expressions elsewhere can do, by how it begins, and what to write here. */
const UNSUPPORTED: readonly (readonly [RegExp, string])[] = [
  [
    /^\(\?<?[=!]/,
    'must not look ahead or behind, with (?=, (?!, (?<= or (?<!: write patterns for the names that are meant',
  ],
  [/^\\[1-9k]/, 'must not refer back to a group, with \\1 or \\k: write out what the group matches'],
  [/^\\u/, 'must not have \\u: write the character itself, or \\x{E9} for \\u00E9'],
  [/^\\[pP]/, 'has a class that is not known: write \\p{L}, \\p{Lu}, \\p{Greek} or another category or script'],
];

const LITERAL = 'one that stands for itself has a backslash before it';

/** By the descriptions of re2js. */
const CAUSES: Readonly<Record<string, string>> = {
  'missing closing )': `a ( has no ) (${LITERAL})`,
  'unexpected )': `a ) has no ( (${LITERAL})`,
  'missing closing ]': `a [ has no ] (${LITERAL})`,
  'missing argument to repetition operator': `a *, + or ? has nothing before it to repeat (any text is .*, and ${LITERAL})`,
  'invalid nested repetition operator': `a *, +, ? or {} follows another one (${LITERAL})`,
  'invalid repeat count':
    'a repetition such as {2,5} has its numbers in the wrong order, or repeats more than 1000 times',
  'invalid character class range': 'a range in [] begins after its end',
  'invalid escape sequence': 'a backslash stands before a letter or digit that means nothing with it',
  'trailing backslash at end of expression': `it ends with a backslash (${LITERAL})`,
  'invalid named capture': 'a named group is written (?P<name>...)',
  'duplicate capture group name': 'two groups have one name',
  'invalid or unsupported Perl syntax': 'a group that begins with (? is none of (?:, (?i: and (?P<name>',
  'expression nests too deeply': 'it has too many groups within groups',
  'expression too large': 'its repetitions make it too large',
};
