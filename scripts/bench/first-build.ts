/** The build that this one is compared with, made once from the history of this repository. */
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const COMMIT = '0ae3ff8';

const run = promisify(execFile);

/** The folder of the first build within `.cache` of the checkout `root`: its sources, its packages and its `dist`. */
export async function firstBuild(root: string): Promise<string> {
  const folder = path.join(root, '.cache/first-build');
  if (existsSync(folder)) return folder;
  console.log(`Making the first build (${COMMIT}) in ${folder}, once`);
  // Renamed when it is whole: one that was interrupted is made again.
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true });
  const archive = path.join(unfinished, 'sources.tar');
  await run('git', ['archive', `--output=${archive}`, COMMIT], { cwd: root }).catch((cause: unknown) => {
    throw new Error(`The bench needs commit ${COMMIT}: fetch the whole history (git fetch --unshallow)`, { cause });
  });
  await run('tar', ['-xf', archive, '-C', unfinished]);
  await rm(archive);
  await run('npm', ['ci', '--no-audit', '--no-fund'], { cwd: unfinished });
  await run('npm', ['run', 'build'], { cwd: unfinished });
  await rename(unfinished, folder);
  return folder;
}
