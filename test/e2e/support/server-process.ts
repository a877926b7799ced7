/**
 * A server program that a test starts. What was started is stopped after the tests of the file, whatever they did: nothing
 * outlives the run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterAll } from '@jest/globals';

const STOP_DEADLINE = 60_000;
/** Milliseconds after which Kubernetes kills what has not stopped by itself. */
export const GRACE_PERIOD = 30_000;

const running = new Set<ServerProcess>();

afterAll(async () => {
  await Promise.all([...running].map((server) => server.stop()));
});

export interface Exit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** From the signal to the end. */
  readonly milliseconds: number;
}

export class ServerProcess {
  readonly #child: ChildProcess;
  readonly #exited: Promise<unknown>;
  /** Standard output and standard error as they came. */
  output = '';

  constructor(command: string, args: readonly string[], env: NodeJS.ProcessEnv) {
    this.#child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#exited = once(this.#child, 'close').catch((error: unknown) => {
      this.output += String(error);
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => (this.output += text));
    }
    running.add(this);
    void this.#exited.then(() => running.delete(this));
  }

  get pid(): number {
    return this.#child.pid ?? Number.NaN;
  }

  get alive(): boolean {
    return running.has(this);
  }

  /** Tries `attempt` until it gives a value; fails with the program's output when that takes too long or it has ended. */
  async until<T>(what: string, attempt: () => Promise<T | undefined> | T | undefined, deadline = 120_000): Promise<T> {
    const start = performance.now();
    for (;;) {
      // Its failures are the usual "connection refused" of a server that is still starting.
      const value = await Promise.resolve()
        .then(attempt)
        .catch(() => undefined);
      if (value !== undefined) return value;
      if (!this.alive) throw new Error(`ended before: ${what}\n${this.output}`);
      if (performance.now() - start > deadline) throw new Error(`not within ${deadline} ms: ${what}\n${this.output}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Waits for an end that somebody else brought about. */
  async exited(): Promise<Exit> {
    const start = performance.now();
    await this.#exited;
    return {
      code: this.#child.exitCode,
      signal: this.#child.signalCode,
      milliseconds: performance.now() - start,
    };
  }

  /** Sends the signal and waits for the end, which is forced when it does not come. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<Exit> {
    this.#child.kill(signal);
    const force = setTimeout(() => this.#child.kill('SIGKILL'), STOP_DEADLINE);
    const exit = await this.exited();
    clearTimeout(force);
    return exit;
  }
}
