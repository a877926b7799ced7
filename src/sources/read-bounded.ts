import { open, stat } from 'node:fs/promises';
import { RefreshFailure } from '../model/refresh-failure.ts';
import { reportTooLarge } from '../model/report-size.ts';

/** Between two looks at the signal. */
const PIECE = 1024 * 1024;
const FIRST_SIZE = 64 * 1024;

/** What `stat` said of the file that was open while it was read. */
export interface FileState {
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

export interface BoundedRead {
  readonly bytes: Buffer;
  /** They differ where somebody wrote into the file meanwhile. */
  readonly before: FileState;
  readonly after: FileState;
}

/**
 * Reads a regular file of at most `limit` bytes. A larger one is refused before it is read, and one that grows as soon as it is larger.
 *
 * Throws RefreshFailure for a file that is too large (`malformed_report`) or no regular file (`file`), the signal's reason between two
 * pieces, and the error of the file system as it is.
 */
export async function readBounded(file: string, limit: number, signal?: AbortSignal): Promise<BoundedRead> {
  signal?.throwIfAborted();
  // Opening a pipe would wait for its writer, and few such waits stop all work on files.
  if (!(await stat(file)).isFile()) throw new RefreshFailure('file', `the report file ${file} is not a regular file`);
  const handle = await open(file);
  try {
    const before = await handle.stat();
    if (before.size > limit) throw reportTooLarge(limit, before.size);
    // One byte more: the end of the file is where that is not filled.
    let bytes = Buffer.allocUnsafe(Math.max(FIRST_SIZE, before.size) + 1);
    let length = 0;
    for (;;) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(bytes, length, Math.min(PIECE, bytes.length - length));
      length += bytesRead;
      if (length > limit) throw reportTooLarge(limit);
      if (bytesRead === 0) break;
      if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * length, limit + 1));
    }
    return { bytes: bytes.subarray(0, length), before, after: await handle.stat() };
  } finally {
    await handle.close();
  }
}
