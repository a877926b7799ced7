/**
 * Secret keys and tokens that no name stands before: runs of base64 that look as if random bytes had made them, where a name or a path
 * does not.
 */

/** An ARN is a name that AWS gave to something, however long it is. */
const ARN = String.raw`arn:aws[^\s"'\\]*`;
/** A secret key has 40 characters, a session token hundreds. */
const BASE64 = { pattern: new RegExp(String.raw`${ARN}|[A-Za-z0-9+/=]{40,}`, 'g'), length: 40 };
/** As of SSO. Names have hyphens too, and are shorter. */
const BASE64URL = { pattern: new RegExp(String.raw`${ARN}|[\w=-]{80,}`, 'g'), length: 80 };

/** The text with `instead` in the place of each such run. Takes time in proportion to the text. */
export function withoutRandomRuns(text: string, instead: string): string {
  return [BASE64URL, BASE64].reduce(
    (rest, { pattern, length }) => rest.replace(pattern, (run) => withoutRandom(run, length, instead)),
    text,
  );
}

/**
 * A path may lead to the secret or go on behind it, so that each stretch of the length is looked at.
 *
 * @param run one that is as long at least.
 */
function withoutRandom(run: string, length: number, instead: string): string {
  if (run.startsWith('arn:')) return run;
  const kinds = Array.from(run, kindOf);
  const count: Count = { a: 0, A: 0, 0: 0, sign: 0, '/': 0, changes: 0 };
  const step = (index: number, by: 1 | -1): void => {
    const kind = kinds[index] ?? 'sign';
    count[kind] += by;
    if (kind === '/' || kind === 'sign' || kind !== kinds[index + 1]) count.changes += by;
  };
  let result = '';
  let told = 0;
  for (let end = 0; end < run.length; end += 1) {
    step(end, 1);
    if (end >= length) step(end - length, -1);
    if (end < length - 1 || !looksRandom(count, length, run.length)) continue;
    const start = end + 1 - length;
    if (start > told || result === '') result += run.slice(told, start) + instead;
    told = end + 1;
  }
  return result + run.slice(told);
}

type Kind = 'a' | 'A' | '0' | '/' | 'sign';
type Count = Record<Kind | 'changes', number>;

function kindOf(character: string): Kind {
  if (character >= 'a' && character <= 'z') return 'a';
  if (character >= 'A' && character <= 'Z') return 'A';
  if (character >= '0' && character <= '9') return '0';
  return character === '/' ? '/' : 'sign';
}

/**
 * In base64 of random bytes two characters of three differ in kind from the one behind, and one of 64 is a slash; in names one of
 * three or four does, and paths are full of slashes. What has the length of a secret key and stands apart needs no more than that.
 */
function looksRandom(count: Readonly<Count>, length: number, runLength: number): boolean {
  if (count.a === 0 || count.A === 0 || count[0] === 0) return false;
  return runLength === BASE64.length || (count.changes > length * 0.38 && count['/'] <= length / 10);
}
