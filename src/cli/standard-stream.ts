import { fstatSync } from 'node:fs';
import type { Writable } from 'node:stream';

/** Standard output or standard error. */
export interface StandardStream extends Writable {
  readonly fd: number;
  readonly isTTY?: boolean;
}

/**
 * Whether the stream waits for its reader without holding anything up, as Node.js does for pipes and sockets. What it writes to a file
 * stops the event loop, and is cut off without an error where the disk gets full in the middle.
 */
export function hasReader({ fd }: StandardStream): boolean {
  const stat = fstatSync(fd);
  return stat.isFIFO() || stat.isSocket();
}
