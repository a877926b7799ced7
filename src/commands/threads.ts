import type { Environment } from '../model/environment.ts';
import { DEFAULT_THREADS } from '../refresh/file-places.ts';

/** How many threads Node.js has for files, host names and compression. */
export function threadsOf({ UV_THREADPOOL_SIZE: size = '' }: Environment): number {
  return /^[1-9]\d{0,3}$/.test(size) ? Number(size) : DEFAULT_THREADS;
}
