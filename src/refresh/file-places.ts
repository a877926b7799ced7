import path from 'node:path';
import type { InFilePlace } from '../model/places.ts';

/** Of Node.js, for all work on files, the resolving of host names and compression. */
export const DEFAULT_THREADS = 4;

interface Waiting {
  readonly folder: string;
  begin(): void;
}

/**
 * Places for work on files. A file system that hangs, such as a share whose server is away, keeps a thread for as long as it hangs,
 * whatever deadline there is: so there is one place for each folder, and half of the threads in all. What waits for a place is given up
 * by its signal.
 *
 * @param threads that Node.js has, UV_THREADPOOL_SIZE.
 */
export function createFilePlaces(threads = DEFAULT_THREADS): InFilePlace {
  const most = Math.max(1, Math.floor(threads / 2));
  const busy = new Set<string>();
  let waiting: readonly Waiting[] = [];

  function isFree(folder: string): boolean {
    return busy.size < most && !busy.has(folder);
  }

  /** Resolves once the folder has its place; rejects with the signal's reason. */
  async function take(folder: string, signal: AbortSignal | undefined): Promise<void> {
    signal?.throwIfAborted();
    if (isFree(folder)) {
      busy.add(folder);
      return;
    }
    const begun = new AbortController();
    await new Promise<void>((resolve, reject) => {
      const own = { folder, begin: resolve };
      waiting = [...waiting, own];
      const giveUp = (): void => {
        waiting = waiting.filter((other) => other !== own);
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', giveUp, { once: true, signal: begun.signal });
    });
    begun.abort();
  }

  function giveBack(folder: string): void {
    busy.delete(folder);
    for (const next of waiting) {
      if (!isFree(next.folder)) continue;
      busy.add(next.folder);
      waiting = waiting.filter((other) => other !== next);
      next.begin();
    }
  }

  return async (file, work, signal) => {
    const folder = path.dirname(file);
    await take(folder, signal);
    try {
      return await work();
    } finally {
      giveBack(folder);
    }
  };
}
