/** What the commands say to people and pipelines. */
import { writeFile } from 'node:fs';
import { systemErrorInWords } from '../model/system-error.ts';
import { hasReader, type StandardStream } from './standard-stream.ts';

/** EX_IOERR of sysexits.h: the exit code where something could not be written. */
export const NOT_WRITTEN = 74;

export interface Printer {
  /** Each resolves once all of the text is out, or cannot get out. */
  readonly printOut: (text: string) => Promise<void>;
  readonly printError: (text: string) => Promise<void>;
  /** Whether some of it could not be written. A reader that has left, as `head` does, wants no more. */
  readonly isCutOff: () => boolean;
}

/** Waits until all is out: an exit before would cut off what a slow reader of a pipe has not taken yet. */
export function createPrinter(output: StandardStream, error: StandardStream): Printer {
  let cutOff = false;

  async function print(stream: StandardStream, name: string, text: string): Promise<void> {
    try {
      if (text !== '') await write(stream, text);
    } catch (failure) {
      const { code } = failure as NodeJS.ErrnoException;
      if (code === 'EPIPE') return;
      const first = !cutOff;
      cutOff = true;
      if (first && stream !== error)
        await print(error, '', `${name} cannot be written: ${systemErrorInWords(failure)}\n`);
    }
  }

  return {
    printOut: (text) => print(output, 'standard output', text),
    printError: (text) => print(error, 'standard error', text),
    isCutOff: () => cutOff,
  };
}

async function write(stream: StandardStream, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const done = (failure?: Error | null): void => (failure ? reject(failure) : resolve());
    if (stream.isTTY === true || hasReader(stream)) stream.write(text, done);
    else writeFile(stream.fd, text, done);
  });
}
