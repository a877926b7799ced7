/**
 * Lets a test move the wall clock of a program forward, as a machine that wakes up from sleep would: what is due in an hour is
 * due now. Its timers keep their pace.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { temporaryFolder } from '../../support/temporary-folder.ts';

export interface MovableClock {
  /** The program has to be started with these. */
  readonly env: NodeJS.ProcessEnv;
  /** The program takes it up a moment later. */
  advance(pid: number, milliseconds: number): Promise<void>;
}

export async function createMovableClock(): Promise<MovableClock> {
  const file = path.join(await temporaryFolder(), 'offset');
  let offset = 0;
  const preload = `
    import { readFileSync } from 'node:fs';
    const now = Date.now;
    let offset = 0;
    Date.now = () => now() + offset;
    process.on('SIGUSR2', () => (offset = Number(readFileSync(${JSON.stringify(file)}, 'utf8'))));`;
  return {
    env: { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}` },
    advance: async (pid, milliseconds) => {
      offset += milliseconds;
      await writeFile(file, String(offset));
      process.kill(pid, 'SIGUSR2');
    },
  };
}
