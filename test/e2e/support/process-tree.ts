import { readdir, readFile } from 'node:fs/promises';

/** The process id of the descendant of `ancestor` that runs `program`, as buildah is only the parent of what it starts. */
export async function processOf(ancestor: number, program: string): Promise<number> {
  const parents = new Map<number, number>();
  const running: number[] = [];
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number)) {
    // A process can end between the two looks.
    const [status, commandLine] = await Promise.all(
      ['status', 'cmdline'].map((file) => readFile(`/proc/${pid}/${file}`, 'utf8').catch(() => '')),
    );
    parents.set(pid, Number(/^PPid:\t(\d+)$/m.exec(status ?? '')?.[1] ?? 0));
    if (commandLine?.split('\0')[0] === program) running.push(pid);
  }
  const found = running.find((pid) => isBelow(pid, ancestor, parents));
  if (found === undefined) throw new Error(`${program} does not run below process ${ancestor}`);
  return found;
}

function isBelow(pid: number, ancestor: number, parents: ReadonlyMap<number, number>): boolean {
  for (let parent = parents.get(pid); parent !== undefined && parent > 0; parent = parents.get(parent)) {
    if (parent === ancestor) return true;
  }
  return false;
}
