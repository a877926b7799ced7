import { mkdir, stat } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes the folder with those above it, or leaves it as it is. Node.js's own way never ends where a file system says of each new folder
 * that there is none, as /proc does.
 *
 * @param mode of each folder that is made.
 */
export async function makeFolder(folder: string, mode?: number): Promise<void> {
  try {
    await makeOne(folder, mode);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const above = path.dirname(folder);
    if (code !== 'ENOENT' || above === folder || (await isThere(above))) throw error;
    await makeFolder(above, mode);
    // It may be there by now: a/.. is once a is, and others make folders too.
    await makeOne(folder, mode);
  }
}

async function makeOne(folder: string, mode?: number): Promise<void> {
  try {
    await mkdir(folder, mode);
  } catch (error) {
    const isFolder = (error as NodeJS.ErrnoException).code === 'EEXIST' && (await stat(folder)).isDirectory();
    if (!isFolder) throw error;
  }
}

async function isThere(folder: string): Promise<boolean> {
  return stat(folder).then(
    () => true,
    () => false,
  );
}
