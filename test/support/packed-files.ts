/** What the npm package would hold, by npm's own word. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

const ROOT = path.resolve(import.meta.dirname, '../..');

export interface PackedPackage {
  /** Bytes that npm downloads, and those of the files. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** Of the package in a folder. `dist` is as it was last built. */
export async function packedPackage(folder: string): Promise<PackedPackage> {
  const pack = ['pack', '--dry-run', '--json', '--ignore-scripts'];
  const { stdout } = await promisify(execFile)('npm', pack, { cwd: folder });
  const [packed] = JSON.parse(stdout) as [PackedPackage];
  return packed;
}

/** Their paths, relative to the package. */
export async function packedFiles(): Promise<string[]> {
  return (await packedPackage(ROOT)).files.map(({ path: file }) => file);
}
