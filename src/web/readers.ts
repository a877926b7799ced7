import type { Response } from 'express';

/** How many answers of a kind are on their way: each is memory until its client has taken it. */
export interface Readers {
  readonly most: number;
  /** Counts the answer until it has ended. false: there are as many as there may be. */
  take(response: Response): boolean;
}

export function createReaders(most: number): Readers {
  let readers = 0;
  return {
    most,
    take(response) {
      if (readers >= most) return false;
      readers += 1;
      response.once('close', () => (readers -= 1));
      return true;
    },
  };
}
