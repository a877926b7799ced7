import path from 'node:path';
import pLimit, { type LimitFunction } from 'p-limit';
import type { InFilePlace } from '../model/places.ts';

/**
 * Node.js has four threads for all work on files, the resolving of host names and compression. A file system that hangs, such as a
 * share whose server is away, keeps a thread for as long as it hangs, whatever deadline there is.
 */
const MOST_THREADS = 2;

/**
 * Places for work on files: one for each folder, as what hangs is a whole file system, and two in all. Work that waits is given up by
 * its own signal.
 */
export function createFilePlaces(): InFilePlace {
  const places = pLimit(MOST_THREADS);
  const ofFolder = new Map<string, LimitFunction>();
  return async (file, work) => {
    const folder = path.dirname(file);
    const own = ofFolder.get(folder) ?? pLimit(1);
    ofFolder.set(folder, own);
    try {
      return await own(() => places(work));
    } finally {
      if (own.activeCount + own.pendingCount === 0) ofFolder.delete(folder);
    }
  };
}
