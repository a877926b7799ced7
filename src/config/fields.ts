/** Kinds of values in the configuration file, each with a message that says what to write instead. */
import { z } from 'zod';
import { DURATION_PATTERN, parseDuration } from './duration.ts';
import { problemOf } from './pattern.ts';
import { parseSize, SIZE_PATTERN } from './size.ts';

export function duration(example: string, longest = '3650d', shortest = '1s') {
  return z
    .string(`must be a duration such as "${example}"`)
    .regex(DURATION_PATTERN, { error: `must be a duration such as "${example}"`, abort: true })
    .refine((text) => parseDuration(text) > 0, { error: 'must be longer than 0s', abort: true })
    .refine((text) => parseDuration(text) >= parseDuration(shortest), `must be at least ${shortest}`)
    .refine((text) => parseDuration(text) <= parseDuration(longest), `must be at most ${longest}`);
}

export function size(example: string, { least, most }: { readonly least: string; readonly most: string }) {
  return z
    .string(`must be a size such as "${example}"`)
    .regex(SIZE_PATTERN, { error: `must be a size in KB, MB or GB, such as "${example}"`, abort: true })
    .refine((text) => parseSize(text) >= parseSize(least), `must be at least ${least}`)
    .refine((text) => parseSize(text) <= parseSize(most), `must be at most ${most}`);
}

/** YAML reads an unquoted 012345670123 as a number of another value, so a number is never taken for a text. */
export function text(example: string) {
  return z
    .string({
      error: ({ input }) =>
        input === undefined
          ? `is missing: write a text such as "${example}"`
          : typeof input === 'number' || typeof input === 'boolean'
            ? `must be a text: put it in quotes, as in "${example}"`
            : `must be a text such as "${example}"`,
    })
    .regex(/\S/, `must not be empty: write a text such as "${example}"`);
}

/** A text for a label or for AWS: a line break in it is a slip, such as a block scalar or a key that became part of the value above it. */
export function line(example: string) {
  return text(example).refine(
    (value) => !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(value),
    'must be one line without control characters',
  );
}

/** Checks across fields run even when a field is wrong by itself, so that every problem is told at once. */
export const EVEN_IF_INVALID = { when: () => true };

/** Issues as zod has them before anybody reads them. */
type Issues = readonly { readonly code?: string | undefined; readonly path?: readonly PropertyKey[] | undefined }[];

/**
 * Whether a key of the value itself is not known. Nobody knows what the value would be with the key that is meant, so that what follows
 * from its absence is not told.
 *
 * @param at path of the value, from where the issues begin.
 */
export function hasUnknownKey(issues: Issues, at: readonly PropertyKey[] = []): boolean {
  return issues.some(({ code, path = [] }) => code === 'unrecognized_keys' && path.join() === at.join());
}

/** YAML 1.1 has more words than true and false. */
const YES = ['true', 'yes', 'on', 'y'];
const NO = ['false', 'no', 'off', 'n'];

/** For a file that other programs read as YAML 1.1. */
export const toggle = z.preprocess((value) => {
  const word = String(value).toLowerCase();
  return YES.includes(word) ? true : NO.includes(word) ? false : value;
}, z.boolean('must be true or false'));

export function mapping(what: string) {
  return { error: ({ code }: { code: string }) => (code === 'invalid_type' ? `must be ${what}` : undefined) };
}

export const namePattern = z
  .string('must be a regular expression in quotes')
  .min(1, 'must not be empty')
  .superRefine((pattern, context) => {
    const problem = problemOf(pattern);
    if (problem !== undefined) context.addIssue({ code: 'custom', message: problem });
  });
