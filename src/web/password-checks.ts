/**
 * Whether a password goes with a hash, which bcrypt makes slow on purpose: one at a time, so that guesses leave the other processors and
 * threads to the rest, and a bounded number that wait. Clients take turns: whoever has one check waiting does not wait for all of another.
 */
import { compare } from 'bcrypt';
import { networkOf } from './client-network.ts';

/** Of all clients, and of one (client-network.ts), with the one that runs: whoever tries passwords leaves room for others. */
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
  /** The client whose turn it is comes first. Its check stays until it has run. */
  const queues = new Map<string, (() => Promise<void>)[]>();

  async function runAll(): Promise<void> {
    for (let [turn] = queues; turn !== undefined; [turn] = queues) {
      const [client, queue] = turn;
      await queue[0]?.();
      queue.shift();
      queues.delete(client);
      if (queue.length > 0) queues.set(client, queue);
    }
  }

  return ({ password, hash, from, isGone }) => {
    const client = networkOf(from);
    const ofOne = queues.get(client) ?? [];
    const waiting = [...queues.values()].reduce((sum, { length }) => sum + length, 0);
    if (waiting >= MOST_WAITING || ofOne.length >= MOST_WAITING_OF_ONE) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      ofOne.push(async () => {
        const matches = isGone() ? Promise.resolve(undefined) : compareOne(password, hash);
        resolve(matches);
        // A fault is told to whoever asked, and the next one has its turn.
        await matches.catch(() => undefined);
      });
      queues.set(client, ofOne);
      if (waiting === 0) void runAll();
    });
  };
}
