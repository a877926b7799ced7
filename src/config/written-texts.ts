/** Texts of a good configuration file that may mean something else than meant. No warning repeats them. */
import { checks } from '../checks/catalogue.ts';
import type { Check } from '../checks/check.ts';
import type { ConfigFile } from './schema.ts';

/**
 * A `*` behind a plain character, as in `ci-*`: in a regular expression it repeats that character. And a `?` behind a sign that parts
 * words, as in `ci-?`.
 */
const LIKE_A_GLOB = /(?<!\\)[\w@/-]\*|(?<!\\)[@/_-]\?/;

/** What to write instead of a glob; undefined: the pattern does not look like one. */
export function globHint(pattern: string): string | undefined {
  return LIKE_A_GLOB.test(pattern)
    ? 'looks like a glob: in a regular expression any text is .* and any character is .'
    : undefined;
}

type PatternList = [path: string, patterns: readonly string[] | undefined];

export function warnOfGlobs({ policy, exemptions, metrics }: ConfigFile): string[] {
  const lists: PatternList[] = [
    ...policy.overrides.flatMap(({ match }, index) => listsOf(`policy.overrides[${index}].match`, match)),
    ...checks.flatMap((check) => patternsOf(check, policy)),
    ...exemptions.flatMap((exemption, index) => listsOf(`exemptions[${index}]`, exemption)),
    ['metrics.exclude', metrics.exclude],
  ];
  return lists.flatMap(([path, patterns = []]) =>
    patterns.flatMap((pattern, index) => {
      const hint = globHint(pattern);
      return hint === undefined ? [] : [`${path}[${index}]: ${hint}`];
    }),
  );
}

/** A role is known by its name alone: neither its ARN nor its path stands in it. */
export function warnOfArns({ policy }: Pick<ConfigFile, 'policy'>): string[] {
  const lists = checks.flatMap((check) => patternsOf(check, policy));
  return lists.flatMap(([path, patterns = []]) =>
    patterns.flatMap((pattern, index) =>
      /arn:|\//.test(pattern)
        ? [`${path}[${index}]: has arn: or a /, which no name has: write the name of the role, such as terraform`]
        : [],
    ),
  );
}

/** Each list of patterns that the file has for a check, with its path. */
export function patternsOf(
  { id, patterns = {} }: Check,
  { checks: written, overrides }: ConfigFile['policy'],
): PatternList[] {
  const places: [string, Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>][] = [
    ['policy.checks', written],
    ...overrides.map(({ checks }, index): [string, typeof checks] => [`policy.overrides[${index}].checks`, checks]),
  ];
  return places.flatMap(([path, values]) =>
    Object.keys(patterns).flatMap((key): PatternList[] => {
      const list = values[id]?.[key] as readonly string[] | undefined;
      return list === undefined ? [] : [[`${path}.${id}.${key}`, list]];
    }),
  );
}

function listsOf(path: string, match: Readonly<Record<string, unknown>>): PatternList[] {
  return ['accounts', 'users', 'checks'].map((key) => [`${path}.${key}`, match[key] as readonly string[] | undefined]);
}

/** Boards put the names into their queries, in quotes. */
export function warnOfQuotes({ accounts = [] }: ConfigFile): string[] {
  return accounts.flatMap((account, index) =>
    (['name', 'owner'] as const)
      .filter((key) => /["'`\\]/.test(account[key] ?? ''))
      .map((key) => `accounts[${index}].${key}: has a quote or a backslash, which breaks queries of dashboards`),
  );
}
