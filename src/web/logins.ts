/**
 * HTTP Basic logins. bcrypt runs once for a password and not at each scrape: what is remembered of a password is a digest whose key is
 * made at the start and lives in this process only.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { WebSettings } from '../model/web-settings.ts';
import { createPasswordChecks, type PasswordCheck, type PasswordChecks } from './password-checks.ts';

/** Wrong passwords that are known to be wrong: a scraper with an old one tries it every few seconds. */
const MOST_REMEMBERED = 500;

export type LoginOutcome = 'in' | 'refused' | 'busy';

export interface LoginAttempt {
  /** The header `Authorization`. */
  readonly authorization: string | undefined;
  /** Address of the client. */
  readonly from: string;
  /** Whether nobody waits for the answer any more. */
  readonly isGone: () => boolean;
}

export type Logins = (attempt: LoginAttempt, users: WebSettings['users']) => Promise<LoginOutcome>;

/** One check for all who come with the same password meanwhile. */
interface UnderWay {
  readonly matches: Promise<boolean | undefined>;
  /** Of each who waits, whether it has left. */
  readonly gone: (() => boolean)[];
}

export function createLogins(checkPassword: PasswordChecks = createPasswordChecks()): Logins {
  const secret = randomBytes(32);
  const right = new Map<string, Buffer>();
  const wrong = new Set<string>();
  const underWay = new Map<string, UnderWay>();

  const digestOf = (name: string, hash: string, password: Buffer): Buffer =>
    createHmac('sha256', secret)
      .update(JSON.stringify([name, hash]))
      .update(password)
      .digest();

  function remember(name: string, digest: Buffer, isRight: boolean, users: WebSettings['users']): void {
    if (isRight) {
      right.set(name, digest);
      for (const known of right.keys()) if (!users.has(known)) right.delete(known);
    } else {
      wrong.add(digest.toString('base64'));
      const [oldest = ''] = wrong;
      if (wrong.size > MOST_REMEMBERED) wrong.delete(oldest);
    }
  }

  function begin(key: string, check: PasswordCheck): UnderWay {
    const gone = [check.isGone];
    const isGone = () => gone.every((each) => each());
    const matches = checkPassword({ ...check, isGone }).finally(() => underWay.delete(key));
    const begun = { matches, gone };
    underWay.set(key, begun);
    return begun;
  }

  return async ({ authorization, from, isGone }, users) => {
    const credentials = readBasic(authorization);
    if (credentials === undefined) return 'refused';
    const { name, password } = credentials;
    const known = users.get(name);
    // An unknown user takes as long as a known one.
    const hash = known ?? hashOfNobody(users);
    const digest = digestOf(name, hash, password);
    const remembered = right.get(name);
    if (known !== undefined && remembered !== undefined && timingSafeEqual(remembered, digest)) return 'in';
    const key = digest.toString('base64');
    if (wrong.has(key)) return 'refused';
    const joined = underWay.get(key);
    joined?.gone.push(isGone);
    const matches = await (joined ?? begin(key, { password, hash, from, isGone })).matches;
    if (matches === undefined) return 'busy';
    const isRight = matches && known !== undefined;
    remember(name, digest, isRight, users);
    return isRight ? 'in' : 'refused';
  };
}

interface Credentials {
  readonly name: string;
  readonly password: Buffer;
}

function readBasic(authorization: string | undefined): Credentials | undefined {
  const [, encoded] = /^Basic +([A-Za-z0-9+/]+=*) *$/i.exec(authorization ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const bytes = Buffer.from(encoded, 'base64');
  const colon = bytes.indexOf(':');
  return colon < 0 ? undefined : { name: bytes.toString('utf8', 0, colon), password: bytes.subarray(colon + 1) };
}

/** A hash as costly as the costliest of the users, which the caller takes for no match whatever bcrypt says. */
function hashOfNobody(users: WebSettings['users']): string {
  const costs = [...users.values()].map((hash) => hash.slice(4, 6));
  return `$2b$${costs.sort().at(-1) ?? '10'}$${'.'.repeat(53)}`;
}
