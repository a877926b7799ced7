/**
 * Whether a password goes with a hash, which bcrypt makes slow on purpose: one at a time, so that guesses leave the other processors and
 * threads to the rest, and a bounded number that wait.
 */
import { compare } from 'bcrypt';

/** Of all clients, and of one address: whoever tries passwords leaves room for others. */
const MOST_WAITING = 32;
const MOST_WAITING_OF_ONE = 4;
/** bcrypt reads no more of a password, and Go and OpenBSD cut it there. */
const LONGEST_PASSWORD = 72;

/** Rejects only by a fault of the library. */
export type Compare = (password: Buffer, hash: string) => Promise<boolean>;

export interface PasswordCheck {
  readonly password: Buffer;
  readonly hash: string;
  /** Address of the client. */
  readonly from: string;
  /** Whether nobody waits for the answer any more. */
  readonly isGone: () => boolean;
}

/** Resolves to undefined where too many wait already, or nobody waits any more. */
export type PasswordChecks = (check: PasswordCheck) => Promise<boolean | undefined>;

/** `$2a$` and `$2y$` are `$2b$` under other names, of which the library knows none or computes one wrongly beyond 254 bytes. */
export const compareWithBcrypt: Compare = (password, hash) =>
  compare(password.subarray(0, LONGEST_PASSWORD), hash.replace(/^\$2[ay]\$/, '$2b$'));

export function createPasswordChecks(compareOne: Compare = compareWithBcrypt): PasswordChecks {
  const waiting: { readonly from: string }[] = [];
  let last: Promise<unknown> = Promise.resolve();

  return async ({ password, hash, from, isGone }) => {
    const ofOne = waiting.filter((each) => each.from === from).length;
    if (waiting.length >= MOST_WAITING || ofOne >= MOST_WAITING_OF_ONE) return undefined;
    const place = { from };
    waiting.push(place);
    const turn = last.then(async () => {
      try {
        return isGone() ? undefined : await compareOne(password, hash);
      } finally {
        waiting.splice(waiting.indexOf(place), 1);
      }
    });
    last = turn.catch(() => undefined);
    return turn;
  };
}
