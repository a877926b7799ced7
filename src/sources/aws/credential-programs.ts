/** The programs of `credential_process`, which the SDK starts and cannot end. The exporter starts no other ones. */
import type { ChildProcess } from 'node:child_process';
import { subscribe } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';

const running = new Set<ChildProcess>();

subscribe('child_process', (message) => {
  const { process: program } = message as { process: ChildProcess };
  const ended = (): boolean => running.delete(program);
  running.add(program);
  program.once('close', ended).once('error', ended);
});

/** Ends those that run, and what they have started in turn. */
export function endCredentialPrograms(): void {
  for (const program of running) {
    // Read before the first one ends: orphans get another parent.
    const started = program.pid === undefined ? [] : descendantsOf(program.pid);
    program.kill('SIGKILL');
    for (const pid of started) endProcess(pid);
    // Another program that holds the other ends keeps nothing here waiting.
    for (const stream of program.stdio) stream?.destroy();
  }
  running.clear();
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended.
  }
}

/** Linux says so in /proc; elsewhere, what a program has started is its own business. */
function descendantsOf(pid: number): number[] {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8');
  } catch {
    return [];
  }
  const children = text.split(' ').filter(Boolean).map(Number);
  return [...children, ...children.flatMap(descendantsOf)];
}
