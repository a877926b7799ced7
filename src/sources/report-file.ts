import { readFile, stat } from 'node:fs/promises';
import type { ReportFileAccount } from '../model/account.ts';
import { RefreshFailure } from '../model/refresh-failure.ts';
import type { FactSource, FetchedReport } from '../model/fact-source.ts';

/** A credential report that lies in a file, as an auditor downloads it. */
export function createReportFileSource({ reportFile, generatedTime }: ReportFileAccount): FactSource<FetchedReport> {
  let lastSeen = '';
  return {
    async fetch({ signal }) {
      // Taken before reading: a change in between is seen as one at the next look.
      lastSeen = await fingerprint(reportFile);
      try {
        const file = await stat(reportFile);
        // A pipe would be waited for, and few such waits stop all reading of files.
        if (!file.isFile()) throw new RefreshFailure('file', `the report file ${reportFile} is not a regular file`);
        const csv = await readFile(reportFile, { signal });
        const modified = Math.floor((await stat(reportFile)).mtimeMs / 1000);
        return { csv, generatedTime: generatedTime ?? modified };
      } catch (error) {
        signal.throwIfAborted();
        throw error instanceof RefreshFailure ? error : cannotRead(reportFile, error);
      }
    },
    hasChanged: async () => (await fingerprint(reportFile)) !== lastSeen,
  };
}

/** Another inode too: a mounted ConfigMap and most downloads replace the file. */
async function fingerprint(file: string): Promise<string> {
  try {
    const { ino, mtimeMs, size } = await stat(file);
    return `${ino} ${mtimeMs} ${size}`;
  } catch (error) {
    return String((error as NodeJS.ErrnoException).code);
  }
}

const CAUSES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  EACCES: 'permission denied',
};

function cannotRead(file: string, error: unknown): RefreshFailure {
  const code = String((error as NodeJS.ErrnoException).code);
  return new RefreshFailure('file', `cannot read the report file ${file}: ${CAUSES[code] ?? code}`, { cause: error });
}
