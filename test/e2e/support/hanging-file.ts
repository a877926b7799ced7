import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { afterAll } from '@jest/globals';

const releases: (() => void)[] = [];

afterAll(() => {
  for (const release of releases) release();
});

/** Holds a lease on the file for writing, and ignores the signal by which the kernel asks for it back. */
const HOLD_LEASE = `
import fcntl, signal, sys
signal.signal(signal.SIGIO, signal.SIG_IGN)
held = open(sys.argv[1], 'r+')
fcntl.fcntl(held, fcntl.F_SETLEASE, fcntl.F_WRLCK)
print('held', flush=True)
signal.pause()
`;

export interface HangingFile {
  /** Whether an open() hangs at this moment. */
  isHanging(): Promise<boolean>;
  release(): void;
}

/**
 * From now on an open() of this file hangs, as on a mount that does not answer: in the kernel, where no deadline of the program that
 * opens it reaches. It hangs until `release`, or until the kernel takes the lease away: `/proc/sys/fs/lease-break-time`, 45 seconds
 * by default, after the first open. `stat` still answers. The file has to exist, and nobody may have it open.
 */
export async function hangOpens(file: string): Promise<HangingFile> {
  const holder = spawn('python3', ['-c', HOLD_LEASE, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const release = () => void holder.kill('SIGKILL');
  releases.push(release);
  const ended = once(holder, 'exit').then(() => Promise.reject(new Error(`no lease on ${file}`)));
  await Promise.race([once(holder.stdout, 'data'), ended]);
  ended.catch(() => undefined);
  const { ino } = await stat(file);
  const isHanging = async () =>
    (await readFile('/proc/locks', 'utf8'))
      .split('\n')
      .some((line) => /LEASE +BREAK/.test(line) && line.includes(`:${ino} `));
  return { isHanging, release };
}
