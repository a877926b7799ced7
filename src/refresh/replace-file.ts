import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

const MODE = 0o600;
const FOLDER_MODE = 0o700;

/** What an interrupted writing leaves behind. */
export function temporaryOf(file: string): string {
  return `${file}.new`;
}

/**
 * Writes the file, and its folder where there is none, for the exporter alone. Whenever it is interrupted, the file is either as before or
 * whole.
 */
export async function replaceFile(file: string, content: readonly Uint8Array[]): Promise<void> {
  const temporary = temporaryOf(file);
  await makeFolder(path.dirname(file));
  try {
    // What a run that was killed has left may be readable for others.
    await rm(temporary, { force: true });
    const handle = await open(temporary, 'wx', MODE);
    try {
      for (const part of content) await handle.writeFile(part);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    // Half a fact would take the room that the next one needs.
    await rm(temporary, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Not `recursive`: Node then tries for ever where a file system answers ENOENT for a folder in one that is there, as /proc does. */
async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdirUnlessThere(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    await makeFolder(path.dirname(folder));
    await mkdirUnlessThere(folder);
  }
}

async function mkdirUnlessThere(folder: string): Promise<void> {
  await mkdir(folder, { mode: FOLDER_MODE }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
}
