import path from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type { z } from 'zod';
import { type Config, toConfig } from './config.ts';
import type { ConfigText } from './config-file.ts';
import { keyPath, type Keys, unknownKey } from './key-path.ts';
import { knownKeys } from './known-keys.ts';
import { placeOfKey } from './misplaced-key.ts';
import { warnOfSilence } from './policy.ts';
import { configSchema, EXTENSION } from './schema.ts';
import { syntaxProblems } from './syntax-problems.ts';
import { isEntry } from './uniqueness.ts';
import { warnOfUnmatchedAccounts } from './unmatched-accounts.ts';
import { warnOfNoEffect } from './without-effect.ts';
import { warnOfArns, warnOfGlobs, warnOfQuotes } from './written-texts.ts';

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
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false, logLevel: 'error', merge: true });
  const lineAt = (offset: number) => `${fileName}:${lineCounter.linePos(offset).line}`;
  const slips = syntaxProblems(yaml, document);
  if (slips.length > 0) {
    return { ok: false, problems: slips.map(({ offset, message }) => `${lineAt(offset)}: ${message}`) };
  }
  let content: unknown;
  try {
    content = document.toJS();
  } catch {
    // Aliases are looked up only here.
    return {
      ok: false,
      problems: [`${fileName}: its aliases stand for so many values that they would fill the memory`],
    };
  }
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
  const issues = result.error.issues.flatMap(splitIssue);
  const meant = new Set(issues.flatMap((issue) => (issue.meant === undefined ? [] : [keyPath(issue.meant)])));
  const problems = issues
    // What is missing is there, under a name that is told already.
    .filter(({ keys, meant: own }) => own !== undefined || !meant.has(keyPath(keys)))
    .map(({ keys, shown, message }) => ({ offset: offsetOf(document, keys), text: `${keyPath(shown)}: ${message}` }))
    .sort((one, other) => one.offset - other.offset);
  return { ok: false, problems: problems.map(({ offset, text }) => `${lineAt(offset)}: ${text}`) };
}

/** A writer that is not atomic empties the file first, and the defaults would take every account away. */
const NO_CONTENT = 'has no content: write {} if every default is meant';

interface Problem {
  readonly keys: Keys;
  /** The keys as a message may have them. */
  readonly shown: Keys;
  readonly message: string;
  /** The path that is meant instead. */
  readonly meant?: Keys;
}

/** One problem for each unknown key. */
function splitIssue(issue: z.core.$ZodIssue): Problem[] {
  const { path: keys, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ keys, shown: keys, message }];
  return issue.keys.map((key) => {
    const { shown, message, meant } = unknownKey(key, knownKeys(configSchema, keys), (word) => placeOfKey(word, keys));
    return {
      keys: [...keys, key],
      shown: [...keys, shown],
      message,
      ...(meant !== undefined && { meant: [...keys, meant] }),
    };
  });
}

/** Without the keys that begin with x-, which are for anchors, as in files of Docker Compose. */
function withoutExtensions(content: unknown): unknown {
  if (!isEntry(content)) return content;
  return Object.fromEntries(Object.entries(content).filter(([key]) => !key.startsWith(EXTENSION)));
}

/** Where the key or list entry at a path begins, or the deepest one above it: a missing key has no line of its own. */
function offsetOf(document: Document, keys: Keys): number {
  for (let length = keys.length; length > 0; length -= 1) {
    const parent = document.getIn(keys.slice(0, length - 1), true);
    const node = isMap(parent) ? keyNode(parent, keys[length - 1]) : document.getIn(keys.slice(0, length), true);
    if (isNode(node) && node.range) return node.range[0];
  }
  return 0;
}

/** The value of a key may begin on a later line than the key. */
function keyNode(map: YAMLMap, key: PropertyKey | undefined): unknown {
  return map.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key))?.key;
}

function warningsOf({ facts, policy }: Config): string[] {
  const tooOften =
    'refreshInterval is shorter than 4h: AWS gives the same report for 4 hours, so the facts will not be newer';
  return [...(facts['credential-report'].interval < FOUR_HOURS ? [tooOften] : []), ...warnOfSilence(policy)];
}
