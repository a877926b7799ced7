/**
 * What the id of an access key tells by itself, without a call.
 *
 * The prefix says what it is: `AKIA` is a long-term key of a user or of root, `ASIA` one of a session. Source: IAM user guide, "IAM identifiers".
 * The id of the account is inside, in base32, but not in keys made before 2019, which seem to name another account: it is a hint.
 */
export interface AccessKeyId {
  readonly id: string;
  readonly kind: 'long-term' | 'session';
  /** 12 digits; undefined where no account can have them. */
  readonly accountHint: string | undefined;
}

const ACCESS_KEY_ID = /^(?<prefix>AKIA|ASIA)(?<rest>[A-Z0-9]{12,124})$/;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** What follows the prefix begins with a bit, the 40 bits of the account, and more bits: ten digits of five bits each have all of it. */
const DIGITS = 10;
const BITS_BEHIND = 9n;
const ACCOUNT_BITS = 40n;
const LARGEST_ACCOUNT = 999_999_999_999n;

/** undefined: the text is not the id of an access key of a user, of root or of a session. */
export function readAccessKeyId(text: string): AccessKeyId | undefined {
  const { prefix, rest } = ACCESS_KEY_ID.exec(text)?.groups ?? {};
  if (prefix === undefined || rest === undefined) return undefined;
  return { id: text, kind: prefix === 'AKIA' ? 'long-term' : 'session', accountHint: accountIn(rest.slice(0, DIGITS)) };
}

/** undefined: it has a digit that base32 does not have, or no account has that number. */
function accountIn(digits: string): string | undefined {
  const values = Array.from(digits, (digit) => BASE32.indexOf(digit));
  if (values.includes(-1)) return undefined;
  const bits = values.reduce((sum, value) => sum * 32n + BigInt(value), 0n);
  const account = (bits >> BITS_BEHIND) & ((1n << ACCOUNT_BITS) - 1n);
  return account > LARGEST_ACCOUNT ? undefined : String(account).padStart(12, '0');
}
