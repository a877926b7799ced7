/**
 * The part of CloudWatch Logs' filter patterns for JSON that is evaluated truly: `=` and `!=` with a text in quotes, in which a * stands for
 * any text, `IS TRUE`, `NOT EXISTS`, `&&`, `||` and parentheses. Whatever else somebody writes is refused, although AWS may take it.
 * Source: CloudWatch Logs user guide, "Filter pattern syntax for metric filters, subscription filters, filter log events, and Live Tail".
 */
type Matches = (record: unknown) => boolean;

const LONGEST = 1024;
/** A selector, a text, an operator, or anything else that is not blank. */
const TOKEN = /\s*(?:(\$(?:\.\w+)+)|("(?:[^"\\]|\\.)*")|(&&|\|\||!=|=|\(|\)|\{|\}|IS TRUE|NOT EXISTS)|(\S))/y;

/** Says which lines match, or why the pattern is refused. */
export function filterOf(pattern: string): ((line: string) => boolean) | string {
  if (pattern.length > LONGEST) return `Value at 'filterPattern' must have length less than or equal to ${LONGEST}`;
  if (pattern === '') return () => true;
  const tokens = tokensOf(pattern.trimEnd());
  if (tokens[0] !== '{' || tokens.at(-1) !== '}') return 'Invalid filter pattern';
  const reader = readerOf(tokens.slice(1, -1));
  try {
    const matches = anyOf(reader);
    if (reader.next() !== undefined) return 'Invalid filter pattern';
    return (line) => {
      const record = parsed(line);
      return typeof record === 'object' && record !== null && matches(record);
    };
  } catch (error) {
    if (error === REFUSED) return 'Invalid filter pattern';
    throw error;
  }
}

const REFUSED = new Error('not a part of the patterns that are known here');

interface Reader {
  readonly peek: () => string | undefined;
  readonly next: () => string | undefined;
}

function readerOf(tokens: readonly string[]): Reader {
  let index = 0;
  return { peek: () => tokens[index], next: () => tokens[index++] };
}

function tokensOf(pattern: string): string[] {
  const token = new RegExp(TOKEN);
  const tokens: string[] = [];
  while (token.lastIndex < pattern.length) {
    const found = token.exec(pattern);
    if (found === null) return [];
    const parts: readonly (string | undefined)[] = found.slice(1);
    tokens.push(parts.find((part) => part !== undefined) ?? '');
  }
  return tokens;
}

function anyOf(reader: Reader): Matches {
  return listOf(reader, '||', allOf, (parts) => (record) => parts.some((matches) => matches(record)));
}

/** Binds closer. */
function allOf(reader: Reader): Matches {
  return listOf(reader, '&&', one, (parts) => (record) => parts.every((matches) => matches(record)));
}

function listOf(
  reader: Reader,
  operator: string,
  part: (reader: Reader) => Matches,
  joined: (parts: readonly Matches[]) => Matches,
): Matches {
  const parts = [part(reader)];
  while (reader.peek() === operator) {
    reader.next();
    parts.push(part(reader));
  }
  return joined(parts);
}

function one(reader: Reader): Matches {
  const first = reader.next();
  if (first === '(') {
    const matches = anyOf(reader);
    if (reader.next() !== ')') throw REFUSED;
    return matches;
  }
  if (first?.startsWith('$') !== true) throw REFUSED;
  const path = first.split('.').slice(1);
  const operator = reader.next();
  if (operator === 'NOT EXISTS') return (record) => valueAt(record, path) === undefined;
  if (operator === 'IS TRUE') return (record) => valueAt(record, path) === true;
  const text = reader.next();
  if ((operator !== '=' && operator !== '!=') || text?.startsWith('"') !== true) throw REFUSED;
  const form = formOf(text.slice(1, -1));
  return (record) => {
    const value = valueAt(record, path);
    // Nobody says whether a field that is not there is another one.
    return typeof value === 'string' && form.test(value) === (operator === '=');
  };
}

/** A * stands for any text; a backslash takes the meaning away from the next character. */
function formOf(text: string): RegExp {
  const source = text.replaceAll(/\\(.)|(\*)|([\s\S])/g, (_all, escaped?: string, star?: string, plain?: string) =>
    star === undefined ? literal(escaped ?? plain ?? '') : '.*',
  );
  return new RegExp(`^${source}$`, 's');
}

function valueAt(record: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (part, key) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[key] : undefined),
    record,
  );
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function literal(character: string): string {
  return /[\w\s]/.test(character) ? character : `\\${character}`;
}
