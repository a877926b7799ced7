/** A record as AWS gave it, for people who want all of it, without what opens a door. */

const CUT = '[cut]';

/**
 * Fields whose text is a credential, by the end of their name. Another end is a name or a number of one, such as `secretId` or
 * `passwordReusePrevention`, and opens nothing.
 */
const CREDENTIAL_FIELD = new RegExp(
  `(?:${[
    'secret(?:[_-]?access)?(?:[_-]?key)?',
    'secret[_-]?(?:string|binary|value)',
    'pass(?:word|wd|phrase|code)s?',
    '(?:^|[_-])pass',
    'pwd',
    '(?:^|[_-])otp',
    'tokens?',
    'jwt',
    'assertion',
    '(?:private|api|session|encryption|license|pre[_-]?shared)[_-]?key',
    'key[_-]?material',
    'seed',
    'qr[_-]?code[_-]?png',
    'signature',
    'authorization',
    '(?:token|mfa|auth(?:entication|orization)?)[_-]?code[12]?',
    'external[_-]?id',
    'credential',
    'plaintext',
    'cookies?',
    'connection[_-]?string',
    'user[_-]?data',
  ].join('|')})(?:[_-]?(?:old|new))?\\d*$`,
  'i',
);

/** Session tokens of STS begin so; JSON web tokens begin with `eyJ`. */
const TOKEN = /\b(?:FwoG|IQoJ|FQoG|AQoD|aoaA)[\w+/=%-]{80,}|eyJ[\w-]{10,}(?:\.[\w-]*){1,2}/g;
/** Of a URL that is signed, or that carries a sign-in. */
const IN_URL =
  /([?&](?:X-Amz-(?:Signature|Security-Token|Credential)|Signature|SigninToken|code|token|access_token|id_token)=)[^&#\s"]+/gi;

/** As in a list of variables, or in a file. */
const ASSIGNED =
  /((?:passw(?:or)?d|[_-]pass|pwd|secret(?:[_-]?access)?(?:[_-]?key)?|token|api[_-]?key)\s*=\s*)[^\s,;"'&]+/gi;
const LOGIN_IN_URL = /(:\/\/[^\s/:@"']*:)[^\s/@"']+@/g;

/** JSON of a record is never as deep. */
const DEEPEST = 100;

/**
 * The record with `[cut]` in the place of every credential: tokens, secrets and passwords, also in JSON within a text. The text of a policy
 * stays, and so do the ids of keys.
 */
export function withoutCredentials(record: unknown): unknown {
  return cutIn(record, 0);
}

function cutIn(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) return CUT;
  if (typeof value === 'string') return cutInText(value, depth);
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => cutIn(inner, depth + 1));
  // `{ name: 'DB_PASSWORD', value: '...' }`, as of a container's environment.
  const isOfCredential = Object.entries(value).some(
    ([key, inner]) => NAMING.has(key.toLowerCase()) && isCredential(inner),
  );
  return mapped(value, (key, inner) =>
    isCredential(key) || (isOfCredential && /value$/i.test(key)) ? cutWhole(inner, depth + 1) : cutIn(inner, depth + 1),
  );
}

/** Some services begin names with a capital letter. */
const NAMING: ReadonlySet<string> = new Set(['name', 'key', 'parametername', 'parameterkey', 'optionname']);

function isCredential(name: unknown): boolean {
  return typeof name === 'string' && CREDENTIAL_FIELD.test(name);
}

/** All texts and numbers within: a code of MFA is a number. */
function cutWhole(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return value === '' ? value : CUT;
  if (typeof value === 'number' || depth > DEEPEST) return CUT;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((inner) => cutWhole(inner, depth + 1));
  return mapped(value, (_key, inner) => cutWhole(inner, depth + 1));
}

function mapped(value: object, map: (key: string, inner: unknown) => unknown): object {
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, map(key, inner)]));
}

function cutInText(text: string, depth: number): string {
  const inner = /^\s*[[{]/.test(text) ? parsed(text) : undefined;
  const cut = inner === undefined ? '' : JSON.stringify(cutIn(inner, depth + 1));
  // Where nothing is cut, its blanks stay as they were.
  return (cut.includes(CUT) ? cut : text)
    .replace(TOKEN, CUT)
    .replace(IN_URL, `$1${CUT}`)
    .replace(ASSIGNED, `$1${CUT}`)
    .replace(LOGIN_IN_URL, `$1${CUT}@`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
