import type { Response } from 'express';

/** How many answers of a kind are on their way: each is memory until its client has taken it. */
export interface Readers {
  readonly most: number;
  /**
   * Answers, and counts the answer until it has ended and nothing is made for it any more. Resolves to false at once: there are as many as there
   * may be.
   *
   * @param answer gets a signal that aborts when nobody waits any more, and may throw its reason.
   */
  serve(response: Response, answer: (gone: AbortSignal) => Promise<void>): Promise<boolean>;
}

export function createReaders(most: number): Readers {
  let readers = 0;
  return {
    most,
    async serve(response, answer) {
      // A client that left while the login was checked gets no answer, and no place.
      if (response.closed) return true;
      if (readers >= most) return false;
      readers += 1;
      const gone = new AbortController();
      const closed = new Promise<void>((resolve) => {
        response.once('close', () => {
          gone.abort();
          resolve();
        });
      });
      try {
        await answer(gone.signal);
      } catch (error) {
        if (!gone.signal.aborted) throw error;
      } finally {
        void closed.then(() => (readers -= 1));
      }
      return true;
    },
  };
}
