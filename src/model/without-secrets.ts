import { withoutRandomRuns } from './random-runs.ts';

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

/**
 * The text without what opens a door: secret keys, session, web identity and SSO tokens, signatures, external ids, logins in
 * URLs; of an access key id the middle is cut. It is the last net under a text from outside, since a piece of a secret has no
 * form that tells it: build messages from known parts first. Takes time in proportion to the text.
 *
 * @param known secrets that are known word for word.
 */
export function withoutSecrets(text: string, known: readonly string[] = []): string {
  const cut = withoutKnown(text, known)
    .replace(URL_LOGIN, `$1${CUT}@`)
    .replace(NAMED, `$1${CUT}`)
    .replace(WITH_SCHEME, `$1${CUT}`)
    .replace(JSON_WEB_TOKEN, CUT)
    .replace(KEY_ID, `$1${CUT}$2`)
    .replace(REQUEST_SIGNATURE, CUT);
  return withoutRandomRuns(cut, CUT);
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
