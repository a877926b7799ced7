/** The folder that `evidence` writes: only its owner can read it, and it is not whole before the checksums are there. */
import { createHash } from 'node:crypto';
import { chmod, open, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { systemErrorInWords } from '../model/system-error.ts';
import { makeFolder } from './make-folder.ts';

const MODE = 0o600;
const FOLDER_MODE = 0o700;
const SUMS_FILE = 'SHA256SUMS';

/** A file that is written piece by piece. */
export interface GrowingFile {
  readonly write: (piece: string | Uint8Array) => Promise<void>;
}

export interface EvidenceFolder {
  /**
   * Writes a file anew, with the folders in between. What was there under its name is gone.
   *
   * @param file within the folder, with slashes.
   * @returns its SHA-256 in hexadecimal digits.
   */
  readonly file: (file: string, fill: (file: GrowingFile) => Promise<void>) => Promise<string>;
  /** Writes the checksums: a folder that has them is whole. */
  readonly seal: () => Promise<void>;
}

/** @returns why the evidence cannot be written there; undefined: nothing is there that could be mistaken for it. */
export async function folderProblem(folder: string): Promise<string | undefined> {
  if (folder === '') return '--output: must name a folder';
  try {
    if (!(await stat(folder)).isDirectory()) return `--output: ${folder} is not a folder`;
    const [first] = await readdir(folder);
    return first === undefined ? undefined : `--output: ${folder} is not empty: name a new folder`;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    return `--output: ${folder}: ${systemErrorInWords(error)}`;
  }
}

/** Throws errors of the file system. @param folder is made where it is not there. */
export async function openEvidenceFolder(folder: string): Promise<EvidenceFolder> {
  const sums = new Map<string, string>();
  await makeFolder(folder, FOLDER_MODE);
  await chmod(folder, FOLDER_MODE);

  return {
    async file(file, fill) {
      const place = path.join(folder, ...file.split('/'));
      await makeFolder(path.dirname(place), FOLDER_MODE);
      const hash = createHash('sha256');
      const handle = await open(place, sums.has(file) ? 'w' : 'wx', MODE);
      try {
        await fill({
          async write(piece) {
            hash.update(piece);
            await handle.appendFile(piece);
          },
        });
      } finally {
        await handle.close();
      }
      const sum = hash.digest('hex');
      sums.set(file, sum);
      return sum;
    },
    async seal() {
      const lines = [...sums]
        .sort(([one], [other]) => (one < other ? -1 : 1))
        .map(([file, sum]) => `${sum}  ${file}\n`);
      const place = path.join(folder, SUMS_FILE);
      const handle = await open(`${place}.new`, 'w', MODE);
      try {
        await handle.writeFile(lines.join(''));
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(`${place}.new`, place);
    },
  };
}
