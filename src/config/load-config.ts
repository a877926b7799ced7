import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type { z } from 'zod';
import { type Config, toConfig } from './config.ts';
import { warnOfSilence } from './policy.ts';
import { configSchema } from './schema.ts';

export type LoadedConfig =
  | { readonly ok: true; readonly config: Config; readonly warnings: readonly string[] }
  /** Every problem of the file, each with its line and path. */
  | { readonly ok: false; readonly problems: readonly string[] };

const MOST_SYNTAX_ERRORS = 5;
const FOUR_HOURS = 4 * 3_600_000;

/** @param file undefined: no file at all, which is the one account of the default AWS credential chain. */
export async function loadConfig(file: string | undefined): Promise<LoadedConfig> {
  if (file === undefined) return readConfig('', 'configuration', '.');
  let yaml: string;
  try {
    yaml = await readFile(file, 'utf8');
  } catch (error) {
    return { ok: false, problems: [`${file}: cannot be read (${String((error as NodeJS.ErrnoException).code)})`] };
  }
  return readConfig(yaml, file, path.dirname(path.resolve(file)));
}

/**
 * @param fileName for messages.
 * @param folder that relative paths in the file start from.
 */
export function readConfig(yaml: string, fileName: string, folder: string): LoadedConfig {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false, logLevel: 'error' });
  const lineAt = (offset: number) => `${fileName}:${lineCounter.linePos(offset).line}`;
  if (document.errors.length > 0) {
    // One slip in a long file can make thousands, of which the first one tells.
    const told = document.errors.slice(0, MOST_SYNTAX_ERRORS);
    return { ok: false, problems: told.map(({ message, pos }) => `${lineAt(pos[0])}: ${message}`) };
  }
  let content: unknown;
  try {
    content = document.toJS() ?? {};
  } catch (error) {
    // Aliases are looked up only here: an unknown one, or so many that they would fill the memory.
    return { ok: false, problems: [`${fileName}: ${(error as Error).message}`] };
  }
  const result = configSchema.safeParse(content);
  if (result.success) {
    const config = toConfig(result.data, folder);
    return { ok: true, config, warnings: warningsOf(config) };
  }
  const problems = result.error.issues
    .flatMap(splitIssue)
    .map(({ path: keys, message }) => ({ offset: offsetOf(document, keys), text: `${keyPath(keys)}: ${message}` }))
    .sort((one, other) => one.offset - other.offset);
  return { ok: false, problems: problems.map(({ offset, text }) => `${lineAt(offset)}: ${text}`) };
}

type Keys = readonly PropertyKey[];

/** One problem for each unknown key. */
function splitIssue(issue: z.core.$ZodIssue): { path: Keys; message: string }[] {
  if (issue.code !== 'unrecognized_keys') return [issue];
  return issue.keys.map((key) => ({ path: [...issue.path, key], message: 'is not a known key' }));
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

/** `accounts[1].roleArn` */
function keyPath(keys: Keys): string {
  const text = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`)).join('');
  return text.replace(/^\./, '') || 'the file';
}

function warningsOf({ facts, policy }: Config): string[] {
  const tooOften =
    'refreshInterval is shorter than 4h: AWS gives the same report for 4 hours, so the facts will not be newer';
  return [...(facts['credential-report'].interval < FOUR_HOURS ? [tooOften] : []), ...warnOfSilence(policy)];
}
