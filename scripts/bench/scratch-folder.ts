import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

export interface ScratchFolder extends AsyncDisposable {
  readonly path: string;
}

/** Removed with all that is in it at the end of the block. */
export async function scratchFolder(): Promise<ScratchFolder> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'iam-credential-exporter-bench-'));
  return { path: folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}
