import path from 'node:path';
import { type Config, toConfig } from './config.ts';
import type { ConfigText } from './config-file.ts';
import { placeOfKey } from './misplaced-key.ts';
import { warnOfSilence } from './policy.ts';
import { configSchema, EXTENSION } from './schema.ts';
import { isEntry } from './uniqueness.ts';
import { warnOfUnmatchedAccounts } from './unmatched-accounts.ts';
import { warnOfNoEffect } from './without-effect.ts';
import { warnOfArns, warnOfGlobs, warnOfQuotes } from './written-texts.ts';
import { parseYamlFile, problemsOf } from './yaml-file.ts';

export type LoadedConfig =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  /** Every problem of the file, each with its line and path. None repeats a text of the file: it may be a secret, by a slip. */
  | { readonly ok: false; readonly problems: readonly string[] };

const FOUR_HOURS = 4 * 3_600_000;

/** Without a file: the one account of the default AWS credential chain. */
export function defaultConfig(): LoadedConfig {
  const loaded = readConfig('{}', 'configuration', '.');
  return loaded.ok ? { ...loaded, config: Object.freeze({ ...loaded.config, withoutFile: true }) } : loaded;
}

/** @param file its name, for messages and for relative paths in it. */
export function toLoadedConfig(file: string, read: ConfigText): LoadedConfig {
  if (!read.ok) return { ok: false, problems: [`${file}: ${read.problem}`] };
  return readConfig(read.text, file, path.dirname(path.resolve(file)));
}

/**
 * @param fileName for messages.
 * @param folder that relative paths in the file start from.
 */
export function readConfig(yaml: string, fileName: string, folder: string): LoadedConfig {
  const read = parseYamlFile(yaml, fileName);
  if (!read.ok) return read;
  const { content, describe } = read;
  if (content === null || content === undefined) return { ok: false, problems: [`${fileName}: ${NO_CONTENT}`] };
  const result = configSchema.safeParse(withoutExtensions(content));
  if (result.success) {
    const config = toConfig(result.data, folder);
    return {
      ok: true,
      config,
      warnings: [
        ...warningsOf(config),
        ...warnOfGlobs(result.data),
        ...warnOfArns(result.data),
        ...warnOfNoEffect(result.data),
        ...warnOfUnmatchedAccounts(result.data, config.accounts),
        ...warnOfQuotes(result.data),
      ],
    };
  }
  return {
    ok: false,
    problems: describe(result.error.issues.flatMap((issue) => problemsOf(issue, configSchema, placeOfKey))),
  };
}

/** A writer that is not atomic empties the file first, and the defaults would take every account away. */
const NO_CONTENT = 'has no content: write {} if every default is meant';

/** Without the keys that begin with x-, which are for anchors, as in files of Docker Compose. */
function withoutExtensions(content: unknown): unknown {
  if (!isEntry(content)) return content;
  return Object.fromEntries(Object.entries(content).filter(([key]) => !key.startsWith(EXTENSION)));
}

function warningsOf({ facts, policy }: Config): string[] {
  const tooOften =
    'refreshInterval is shorter than 4h: AWS gives the same report for 4 hours, so the facts will not be newer';
  return [...(facts['credential-report'].interval < FOUR_HOURS ? [tooOften] : []), ...warnOfSilence(policy)];
}
