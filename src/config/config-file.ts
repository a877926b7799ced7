/** Reads the configuration file while somebody may be writing it, and from a disk that may not answer. */
import { isUtf8 } from 'node:buffer';
import { open, stat } from 'node:fs/promises';
import type { Clock } from '../model/clock.ts';
import { systemErrorInWords } from '../model/system-error.ts';

export type ConfigText =
  | { readonly ok: true; readonly text: string }
  /** Without the name of the file. */
  | { readonly ok: false; readonly problem: string };

export interface ConfigFile {
  /** As it is, once it did not change while it was read. */
  readonly read: () => Promise<ConfigText>;
  /** Once two looks with a pause between them saw the same: not everybody who writes a file replaces it at once. */
  readonly readAgain: () => Promise<ConfigText>;
}

/** One look at a file. */
export interface Look {
  readonly text: string;
  /** Why the bytes are no text. */
  readonly problem?: string;
  /** Of the file: equal as long as nobody has changed it. */
  readonly state: string;
  /** Whether nobody wrote to it while it was read. */
  readonly still: boolean;
}

const DEADLINE_SECONDS = 10;
const PAUSE = 200;
/** Some 50,000 accounts, and a second or so to read. */
const MOST_BYTES = 16 * 1024 * 1024;

/** @param lookAt replaceable, since a disk that does not answer is not to be had in a test. */
export function createConfigFile(file: string, clock: Clock, lookAt = look): ConfigFile {
  /** One at a time, however long it takes: each look that hangs keeps a thread of the few that Node.js has for files. */
  let pending: Promise<unknown> | undefined;

  async function lookOnce(again: boolean, signal: AbortSignal): Promise<Look> {
    // It began before this one was asked for, so that its answer may be older than the file.
    while (pending !== undefined) await pending;
    signal.throwIfAborted();
    const looking = lookAt(file, again);
    pending = looking.then(ignore, ignore).finally(() => (pending = undefined));
    return looking;
  }

  async function read(again: boolean): Promise<ConfigText> {
    const ended = new AbortController();
    const { signal } = ended;
    let looks = 0;

    async function lookUntilStill(): Promise<ConfigText | undefined> {
      let before: Look | undefined;
      while (!signal.aborted) {
        const now = await lookOnce(again, signal);
        looks += 1;
        const same = before?.state === now.state && before.text === now.text;
        if (now.still && (same || !again)) {
          return now.problem === undefined ? { ok: true, text: now.text } : { ok: false, problem: now.problem };
        }
        before = now.still ? now : undefined;
        await clock.sleep(PAUSE, signal);
      }
      return undefined;
    }

    const late = clock.sleep(DEADLINE_SECONDS * 1000, signal).then(() => undefined);
    try {
      const inTime = await Promise.race([lookUntilStill(), late]);
      return inTime ?? { ok: false, problem: looks > 1 ? NEVER_STILL : NO_ANSWER };
    } catch (error) {
      if (error instanceof Unreadable) return { ok: false, problem: error.message };
      return { ok: false, problem: `cannot be read: ${systemErrorInWords(error)}` };
    } finally {
      ended.abort();
    }
  }

  return { read: () => read(false), readAgain: () => read(true) };
}

const NEVER_STILL = `changed again and again for ${DEADLINE_SECONDS} s: write it under another name and rename it`;
const NO_ANSWER = `could not be read within ${DEADLINE_SECONDS} s: its disk does not answer`;

class Unreadable extends Error {}

async function look(file: string, again: boolean): Promise<Look> {
  // A pipe gives its text once, and would be waited for.
  if (again && !(await stat(file)).isFile())
    throw new Unreadable('is not a regular file, so that it cannot be read again');
  const handle = await open(file);
  try {
    const before = await handle.stat({ bigint: true });
    const chunks: Buffer[] = [];
    for await (const chunk of handle.createReadStream({ end: MOST_BYTES, autoClose: false }))
      chunks.push(chunk as Buffer);
    const bytes = Buffer.concat(chunks);
    if (bytes.length > MOST_BYTES) throw new Unreadable(`is larger than ${MOST_BYTES / 1024 / 1024} MiB`);
    const after = await handle.stat({ bigint: true });
    const state = stateOf(after);
    const still = !after.isFile() || (stateOf(before) === state && after.size === BigInt(bytes.length));
    return { text: bytes.toString('utf8'), ...encodingProblem(bytes), state, still };
  } finally {
    await handle.close();
  }
}

/** Editors on Windows write UTF-16, with or without a mark at the beginning. */
function encodingProblem(bytes: Buffer): { readonly problem?: string } {
  const isUtf16 = /^(?:fffe|feff)/.test(bytes.toString('hex', 0, 2)) || bytes.includes(0);
  if (isUtf16) return { problem: 'is UTF-16, or no text: save it as UTF-8' };
  return isUtf8(bytes) ? {} : { problem: 'is not UTF-8: save it as UTF-8' };
}

function stateOf({ ino, mtimeNs, size }: { ino: bigint; mtimeNs: bigint; size: bigint }): string {
  return `${ino} ${mtimeNs} ${size}`;
}

const ignore = (): undefined => undefined;
