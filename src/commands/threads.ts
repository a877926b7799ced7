import { DEFAULT_THREADS } from '../refresh/file-places.ts';

/** How many threads Node.js has for files, host names and compression. */
export function threadsOf({ UV_THREADPOOL_SIZE: size = '' }: Readonly<Record<string, string | undefined>>): number {
  return /^[1-9]\d{0,3}$/.test(size) ? Number(size) : DEFAULT_THREADS;
}
