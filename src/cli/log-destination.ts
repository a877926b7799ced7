/**
 * Where the lines of the log go: standard error, whatever that is and however it is. Nothing waits for it, and nothing ends because
 * of it. A line that it does not take waits for a while; when too many wait, the next ones are dropped.
 */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type DestinationStream, pino } from 'pino';
import { hasReader, type StandardStream } from './standard-stream.ts';

/** Bytes of lines that wait for a reader, or for room on the disk. */
const MOST_WAITING = 256 * 1024;
/** How long the end waits for what still waits. */
const END_MS = 1_000;

export interface LogDestination extends DestinationStream {
  /** Writes what waits, as far as that is possible within a second, and takes no more. */
  end(): Promise<void>;
}

/** @param onDropped called for each line that is not written. */
export function openLogDestination(stream: StandardStream, onDropped: () => void): LogDestination {
  const destination = hasReader(stream) ? toReader(stream, onDropped) : toFile(stream.fd, onDropped);
  let ended = false;
  return {
    write(line) {
      if (!ended) destination.write(line);
    },
    async end() {
      ended = true;
      await destination.end();
    },
  };
}

/** A pipe or a socket, which takes a line at once or, when its reader takes it, later. */
function toReader(stream: StandardStream, onDropped: () => void): LogDestination {
  return {
    write(line) {
      if (stream.writableLength + line.length > MOST_WAITING) onDropped();
      else stream.write(line, (error) => error && onDropped());
    },
    async end() {
      if (stream.writableLength === 0) return;
      await Promise.race([new Promise<void>((resolve) => stream.write('', () => resolve())), setTimeout(END_MS)]);
    },
  };
}

/** A file, a terminal or a device: written to by a thread. What a full disk refuses is tried again with the next line. */
function toFile(fd: number, onDropped: () => void): LogDestination {
  // A least length is what makes `flush` do something.
  const destination = pino.destination({ dest: fd, sync: false, minLength: 1, maxLength: MOST_WAITING });
  destination
    .on('error', () => undefined)
    .on('drop', () => {
      onDropped();
      // A line that is dropped does not try again by itself what waits before it.
      destination.flush();
    });
  return {
    write: (line) => void destination.write(line),
    async end() {
      const closed = once(destination, 'close').catch(() => undefined);
      destination.end();
      await Promise.race([closed, setTimeout(END_MS)]);
      // Otherwise it would try again when the process exits, and the exit would wait for a disk that hangs.
      destination.destroy();
    },
  };
}
