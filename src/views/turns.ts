/**
 * Long lists are looked through piece by piece, one piece in a turn of the event loop, however many ask at the same time: tens of thousands
 * of users, each compared with twenty patterns, take seconds, and probes and scrapes must not wait for that.
 */
import { createTurnQueue } from '../model/turn-queue.ts';

/** Milliseconds. */
export const LONGEST_TURN = 5;

/** The turns of one who asks. */
export interface Turns {
  /** Whether the turn has been long enough, or none has begun. */
  isOver(): boolean;
  /**
   * Resolves in a turn of the event loop that nobody else has.
   *
   * @throws the reason of the signal: nobody waits for the answer any more.
   */
  next(): Promise<void>;
}

export interface TurnsInput {
  /** Aborts when nobody waits for the answer any more. */
  readonly gone?: AbortSignal;
  /** Milliseconds that have passed since any moment. */
  readonly passed?: () => number;
}

/** That of all who ask. */
const queue = createTurnQueue();

export function createTurns({ gone, passed = () => performance.now() }: TurnsInput = {}): Turns {
  let end = -Infinity;
  return {
    isOver: () => passed() >= end,
    async next() {
      await queue.next();
      gone?.throwIfAborted();
      end = passed() + LONGEST_TURN;
    },
  };
}
