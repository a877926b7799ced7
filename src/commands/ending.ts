/**
 * How the process ends. `process.exit` waits for each thread of libuv, and one that reads a file of a mount that does not answer, or
 * asks a name server that does not, comes back when they do.
 */
import { setTimeout } from 'node:timers/promises';
import { EXIT_CODES, type StopSignal } from './signals.ts';

/** How long an operation that is under way has to come back. */
const THREADS_MS = 1_000;
const LOOK_EVERY_MS = 20;
/** What Node.js calls the operations that occupy a thread. */
const IN_A_THREAD = /^(FSReq|DirHandle|CloseReq|FileHandleCloseReq|GetAddrInfoReq|GetNameInfoReq)/;

/** Ends with `code` within a second or so, whatever hangs. */
export async function end(process: NodeJS.Process, code: number): Promise<never> {
  const deadline = performance.now() + THREADS_MS;
  while (isInThread(process)) {
    if (performance.now() > deadline) endAtOnce(process, code, signalOf(code));
    await setTimeout(LOOK_EVERY_MS);
  }
  process.exit(code);
}

/** Which signal a shell reads from the code. Any other code is lost where the process can end only by a signal. */
function signalOf(code: number): StopSignal {
  const signals = Object.keys(EXIT_CODES) as StopSignal[];
  return signals.find((signal) => EXIT_CODES[signal] === code) ?? 'SIGTERM';
}

function isInThread(process: NodeJS.Process): boolean {
  return process.getActiveResourcesInfo().some((name) => IN_A_THREAD.test(name));
}

/**
 * Ends without waiting for a thread. The one way to do so with an exit code is to become another program, which Node.js can since
 * 22.15; before, the process ends by `signal`. The kernel keeps that from the first process of a container, which then has to wait.
 */
function endAtOnce(process: NodeJS.Process, code: number, signal: StopSignal): never {
  // As of @types/node 20.
  const { execve } = process as { execve?: (file: string, args: readonly string[], env: object) => void };
  // The warning that it is experimental is printed in a later turn, which does not come.
  execve?.call(process, process.execPath, [process.execPath, '-e', `process.exit(${code})`], {});
  process.removeAllListeners(signal);
  process.kill(process.pid, signal);
  process.exit(code);
}

/** Ends at once, as by this signal. */
export function endBySignal(process: NodeJS.Process, signal: StopSignal): never {
  return endAtOnce(process, EXIT_CODES[signal], signal);
}
