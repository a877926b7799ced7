/**
 * What is wrong with a text as YAML, in words of our own: the parser's messages, and the names of aliases and tags in them, may hold a
 * secret that a slip has put there.
 */
import { type Document, type ErrorCode, isAlias, isMap, isScalar, isSeq, visit, type YAMLError } from 'yaml';

export interface SyntaxProblem {
  /** Of the place in the text. */
  readonly offset: number;
  readonly message: string;
}

/** One slip in a long file can make thousands, of which the first one tells. */
const MOST = 5;
const MOST_LOOKED_AT = 50;

const WRONG_COLUMN =
  'the indentation is wrong: keys, or items of a list, that belong together begin in the same column';

export function syntaxProblems(yaml: string, document: Document.Parsed): SyntaxProblem[] {
  const { errors } = document;
  const problems =
    errors.length > 0
      ? problemsOf(yaml, errors.slice(0, MOST_LOOKED_AT))
      : [...unknownAliases(document), ...badMerges(document), ...textsThatGoOn(yaml, document)];
  return problems.slice(0, MOST);
}

/** One a line: what follows in it is the same slip. */
function problemsOf(yaml: string, errors: readonly YAMLError[]): SyntaxProblem[] {
  const lines = new Set<number>();
  const problems = errors.flatMap((error) => {
    const others = errors.filter(({ pos }) => pos[0] === error.pos[0]).map(({ code }) => code);
    return toProblem(yaml, error, others);
  });
  return problems.filter(({ offset }) => {
    const line = yaml.slice(0, offset).split('\n').length;
    const isFirst = !lines.has(line);
    lines.add(line);
    return isFirst;
  });
}

/**
 * A key that stands too far to the left or to the right is many things to the parser: it sees none beside it.
 *
 * @param codes of the errors that begin where this one does.
 */
function toProblem(yaml: string, { code, pos: [start, end] }: YAMLError, codes: readonly ErrorCode[]): SyntaxProblem[] {
  const lineStart = yaml.lastIndexOf('\n', start - 1) + 1;
  const isIndentation = /^ +$/.test(yaml.slice(lineStart, end));
  if (['BLOCK_AS_IMPLICIT_KEY', 'MISSING_CHAR'].includes(code) && isIndentation) {
    return [{ offset: start, message: WRONG_COLUMN }];
  }
  // The value of the line above, together with this key, would be a key.
  if (codes.includes('BLOCK_AS_IMPLICIT_KEY') && codes.includes('MULTILINE_IMPLICIT_KEY')) {
    return code === 'MULTILINE_IMPLICIT_KEY' ? [{ offset: end - 1, message: WRONG_COLUMN }] : [];
  }
  return [{ offset: start, message: MESSAGES[code] }];
}

function unknownAliases(document: Document.Parsed): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) !== undefined) return;
      problems.push({ offset: alias.range?.[0] ?? 0, message: 'an alias has no anchor before it' });
    },
  });
  return problems;
}

/** `<<` takes the keys of mappings. */
function badMerges(document: Document.Parsed): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  const isMapping = (node: unknown): boolean => isMap(isAlias(node) ? node.resolve(document) : node);
  visit(document, {
    Pair(_key, { key, value }) {
      // The parser makes a symbol of it.
      if (!isScalar(key) || !['<<', 'Symbol(<<)'].includes(String(key.value))) return;
      const source = isAlias(value) ? value.resolve(document) : value;
      if (isMapping(source) || (isSeq(source) && source.items.every(isMapping))) return;
      problems.push({ offset: key.range?.[0] ?? 0, message: 'a << takes the keys of a mapping, as in <<: *name' });
    },
  });
  return problems;
}

/**
 * A line that is indented too far is no error in YAML but part of the value above it: an external id would become part of the role, and
 * `users:` of the name of an exemption.
 */
function textsThatGoOn(yaml: string, document: Document.Parsed): SyntaxProblem[] {
  const problems: SyntaxProblem[] = [];
  visit(document, {
    Scalar(_key, { type, range }) {
      if (type !== 'PLAIN' || !range) return;
      const lineBreak = yaml.slice(range[0], range[1]).indexOf('\n');
      if (lineBreak < 0) return;
      const message = 'is part of the value above it: mend its indentation, or put the whole value in quotes';
      problems.push({ offset: range[0] + lineBreak + 1, message });
    },
  });
  return problems;
}

const MESSAGES: Readonly<Record<ErrorCode, string>> = {
  ALIAS_PROPS: 'an alias cannot have an anchor or a tag',
  BAD_ALIAS: 'an alias or anchor needs a name that does not end with a colon',
  BAD_COLLECTION_TYPE: 'a tag does not go with its value',
  BAD_DIRECTIVE: 'a line that begins with % is not a directive of YAML',
  BAD_DQ_ESCAPE: 'a backslash in double quotes stands before a character that means nothing with it',
  BAD_INDENT: 'the indentation is wrong, or a bracket is not closed',
  BAD_PROP_ORDER: 'an anchor or tag stands before the - or : that it belongs after',
  BAD_SCALAR_START: 'a value begins with a character that needs quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'a list or mapping stands where a key or a value belongs: put a text with ": " in it in quotes',
  BLOCK_IN_FLOW: 'a list or mapping by indentation stands within [] or {}',
  DUPLICATE_KEY: 'a key is there twice',
  IMPOSSIBLE: 'cannot be read as YAML',
  KEY_OVER_1024_CHARS: 'a key is longer than 1024 characters',
  MISSING_CHAR: 'a character is missing: a quote, a bracket, a comma, or a colon with a blank after it',
  MULTILINE_IMPLICIT_KEY: 'a key goes over several lines: a colon with a blank after it may be missing',
  MULTIPLE_ANCHORS: 'a value has two anchors',
  MULTIPLE_DOCS: 'a second document begins here: a file has one',
  MULTIPLE_TAGS: 'a value has two tags',
  NON_STRING_KEY: 'a key is not a text',
  RESOURCE_EXHAUSTION: 'lists or mappings lie too deep within each other',
  TAB_AS_INDENT: 'the indentation is a tab: write blanks',
  TAG_RESOLVE_FAILED: 'a tag does not go with its value',
  UNEXPECTED_TOKEN: 'a character stands where none is expected, or a value that begins with it needs quotes',
};
