/** Texts of a good configuration file that may mean something else than meant. No warning repeats them. */
import { checks } from '../checks/catalogue.ts';
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

export function warnOfGlobs({ policy, exemptions, metrics }: ConfigFile): string[] {
  const lists: [string, readonly string[] | undefined][] = [
    ...listsOfChecks('policy.checks', policy.checks),
    ...policy.overrides.flatMap(({ match }, index) => listsOf(`policy.overrides[${index}].match`, match)),
    ...policy.overrides.flatMap(({ checks }, index) => listsOfChecks(`policy.overrides[${index}].checks`, checks)),
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

function listsOf(path: string, match: Readonly<Record<string, unknown>>): [string, readonly string[] | undefined][] {
  return ['accounts', 'users', 'checks'].map((key) => [`${path}.${key}`, match[key] as readonly string[] | undefined]);
}

function listsOfChecks(
  path: string,
  written: Readonly<Record<string, Readonly<Record<string, unknown>> | undefined>>,
): [string, readonly string[] | undefined][] {
  return checks.flatMap(({ id, patterns = {} }) =>
    Object.keys(patterns).map((key): [string, readonly string[] | undefined] => [
      `${path}.${id}.${key}`,
      written[id]?.[key] as readonly string[] | undefined,
    ]),
  );
}

/** Boards put the names into their queries, in quotes. */
export function warnOfQuotes({ accounts = [] }: ConfigFile): string[] {
  return accounts.flatMap((account, index) =>
    (['name', 'owner'] as const)
      .filter((key) => /["'`\\]/.test(account[key] ?? ''))
      .map((key) => `accounts[${index}].${key}: has a quote or a backslash, which breaks queries of dashboards`),
  );
}
