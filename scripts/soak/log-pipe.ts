/** The pipe that the exporter logs into. It can be full, as that of a collector of logs that stands still is. */
import { execFile } from 'node:child_process';
import { closeSync, constants, openSync, writeSync } from 'node:fs';
import { Socket } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const { O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;
/** Begins the lines that fill the pipe. */
const FILLING = '#';

export interface LogPipe extends Disposable {
  /** For the exporter: a descriptor that waits, as any standard error does. */
  readonly descriptor: number;
  /** Fills the pipe, which nobody reads until `drain`. */
  fill(): void;
  drain(): void;
}

export async function createLogPipe(folder: string, onLine: (line: string) => void): Promise<LogPipe> {
  const file = path.join(folder, 'log');
  await promisify(execFile)('mkfifo', [file]);
  const reader = new Socket({ fd: openSync(file, O_RDONLY | O_NONBLOCK), writable: false });
  const filler = openSync(file, O_WRONLY | O_NONBLOCK);
  const descriptor = openSync(file, O_WRONLY);
  createInterface({ input: reader }).on('line', (line) => {
    if (!line.startsWith(FILLING)) onLine(line);
  });
  return {
    descriptor,
    fill() {
      reader.pause();
      // Whole pages, and then what is left of one.
      for (const length of [4_096, 16]) fillBy(filler, `${FILLING.repeat(length - 1)}\n`);
    },
    drain() {
      reader.resume();
    },
    [Symbol.dispose]: () => {
      reader.destroy();
      closeSync(filler);
      closeSync(descriptor);
    },
  };
}

function fillBy(descriptor: number, line: string): void {
  try {
    for (;;) writeSync(descriptor, line);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
  }
}
