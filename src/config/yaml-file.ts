/** A YAML file as a value, and what is wrong with it: each problem with its line and the path of its key. */
import { type Document, isMap, isNode, isScalar, LineCounter, parseDocument, type YAMLMap } from 'yaml';
import type { z } from 'zod';
import { keyPath, type Keys, unknownKey } from './key-path.ts';
import { knownKeys } from './known-keys.ts';
import { syntaxProblems } from './syntax-problems.ts';

export type YamlFile =
  | { readonly ok: true; readonly content: unknown; readonly describe: (problems: readonly Problem[]) => string[] }
  /** None repeats a text of the file: it may be a secret, by a slip. */
  | { readonly ok: false; readonly problems: readonly string[] };

export interface Problem {
  readonly keys: Keys;
  /** The keys as a message may have them. */
  readonly shown: Keys;
  readonly message: string;
  /** The path that is meant instead. */
  readonly meant?: Keys;
}

/** @param fileName for messages. */
export function parseYamlFile(yaml: string, fileName: string): YamlFile {
  const lineCounter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter, prettyErrors: false, logLevel: 'error', merge: true });
  const lineAt = (offset: number) => `${fileName}:${lineCounter.linePos(offset).line}`;
  const slips = syntaxProblems(yaml, document);
  if (slips.length > 0) {
    return { ok: false, problems: slips.map(({ offset, message }) => `${lineAt(offset)}: ${message}`) };
  }
  const describe = (problems: readonly Problem[]): string[] => {
    const meant = new Set(problems.flatMap((problem) => (problem.meant === undefined ? [] : [keyPath(problem.meant)])));
    return (
      problems
        // What is missing is there, under a name that is told already.
        .filter(({ keys, meant: own }) => own !== undefined || !meant.has(keyPath(keys)))
        .map(({ keys, shown, message }) => ({
          offset: offsetOf(document, keys),
          text: `${keyPath(shown)}: ${message}`,
        }))
        .sort((one, other) => one.offset - other.offset)
        .map(({ offset, text }) => `${lineAt(offset)}: ${text}`)
    );
  };
  try {
    return { ok: true, content: document.toJS() as unknown, describe };
  } catch {
    // Aliases are looked up only here.
    return {
      ok: false,
      problems: [`${fileName}: its aliases stand for so many values that they would fill the memory`],
    };
  }
}

/**
 * One problem for each unknown key.
 *
 * @param placeOf where else a key belongs, in words.
 */
export function problemsOf(
  issue: z.core.$ZodIssue,
  schema: z.ZodType,
  placeOf?: (word: string, keys: Keys) => string | undefined,
): Problem[] {
  const { path: keys, message } = issue;
  if (issue.code !== 'unrecognized_keys') return [{ keys, shown: keys, message }];
  return issue.keys.map((key) => {
    const { shown, message, meant } = unknownKey(key, knownKeys(schema, keys), (word) => placeOf?.(word, keys));
    return {
      keys: [...keys, key],
      shown: [...keys, shown],
      message,
      ...(meant !== undefined && { meant: [...keys, meant] }),
    };
  });
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
