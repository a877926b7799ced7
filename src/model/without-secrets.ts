const CUT = '[cut]';

/** What may stand in a secret that has a name before it: base64, a JWT, a URL's encoding, an external id. */
const VALUE = String.raw`[\w+/=.~%@-]`;
/** In JSON within JSON a quotation mark has a backslash. */
const QUOTE = String.raw`\\*["']`;
const NAME = 'secret(?:[ _-]?access)?(?:[ _-]?key)?|token|passw(?:or)?d|external[_-]?id|signature|credential|assertion';
const SCHEME = '(?:bearer|basic)';
/** A plain word after a colon or a blank is prose, such as `externalId: expected text`; a secret has a digit or a sign. */
const NOT_A_WORD = `(?=${VALUE}*[\\d+/=])`;
const ASSIGNED = String.raw`(?:${QUOTE})?\s*(?:=\s*(?:${QUOTE})?|:\s*${QUOTE}|:\s*(?=${SCHEME}\s)|:\s*${NOT_A_WORD})`;

/** A secret is told by the name before it. */
const NAMED = new RegExp(`((?:${NAME}|authorization)${ASSIGNED}(?:${SCHEME}\\s+)?)${VALUE}+`, 'gi');
const WITH_SCHEME = new RegExp(`(${SCHEME}\\s+)${NOT_A_WORD}${VALUE}+`, 'gi');

/** Of AWS: IAM user guide, "Understanding unique ID prefixes". The prefix and the end stay, so that one knows which key it is. */
const KEY_ID = /(?<![A-Za-z0-9])(A(?:KIA|SIA|BIA|CCA))[A-Z0-9]{8,}([A-Z0-9]{4})/g;
const JSON_WEB_TOKEN = /eyJ[\w-]{5,}(?:\.[\w-]*){0,2}/g;
const URL_LOGIN = /(:\/\/)[^\s/@"'\\]+@/g;
/** HMAC-SHA256 in hexadecimal digits: the signature of a request. */
const REQUEST_SIGNATURE = /(?<![A-Za-z0-9])[0-9a-f]{64}(?![A-Za-z0-9])/gi;
/** An ARN is a name that AWS gave to something, however long it is. */
const ARN = String.raw`arn:aws[^\s"'\\]*`;
/** A secret key has 40 characters, a session token hundreds. */
const BASE64 = { pattern: new RegExp(String.raw`${ARN}|[A-Za-z0-9+/=]{40,}`, 'g'), length: 40 };
/** As of SSO. Names have hyphens too, and are shorter. */
const BASE64URL = { pattern: new RegExp(String.raw`${ARN}|[\w=-]{80,}`, 'g'), length: 80 };

/**
 * The text without what opens a door: secret keys, session, web identity and SSO tokens, signatures, external ids, logins in
 * URLs; of an access key id the middle is cut. It is the last net under a text from outside, since a piece of a secret has no
 * form that tells it: build messages from known parts first. Takes time in proportion to the text.
 *
 * @param known secrets that are known word for word.
 */
export function withoutSecrets(text: string, known: readonly string[] = []): string {
  return withoutKnown(text, known)
    .replace(URL_LOGIN, `$1${CUT}@`)
    .replace(NAMED, `$1${CUT}`)
    .replace(WITH_SCHEME, `$1${CUT}`)
    .replace(JSON_WEB_TOKEN, CUT)
    .replace(KEY_ID, `$1${CUT}$2`)
    .replace(REQUEST_SIGNATURE, CUT)
    .replace(BASE64URL.pattern, (run) => withoutRandom(run, BASE64URL.length))
    .replace(BASE64.pattern, (run) => withoutRandom(run, BASE64.length));
}

function withoutKnown(text: string, known: readonly string[]): string {
  return known.filter((secret) => isLong(secret) && text.includes(secret)).reduce(withoutWord, text);
}

/** Two letters hide nothing and stand everywhere, and a short number may be one of a line of JSON, such as a port. */
function isLong(secret: string): boolean {
  return secret.length >= (/^\d+$/.test(secret) ? 8 : 4);
}

/** Not within another word: a short external id may be a part of many. */
function withoutWord(text: string, secret: string): string {
  const literal = secret.replaceAll(/[^A-Za-z0-9]/g, String.raw`\$&`);
  return text.replaceAll(new RegExp(`(?<![A-Za-z0-9])${literal}(?![A-Za-z0-9])`, 'g'), CUT);
}

/**
 * A path may lead to the secret or go on behind it, so that each stretch of the length is looked at.
 *
 * @param run one that is as long at least.
 */
function withoutRandom(run: string, length: number): string {
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
    if (start > told || result === '') result += run.slice(told, start) + CUT;
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
