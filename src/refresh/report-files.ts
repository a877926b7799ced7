import { createHash } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { type Account, sourceOf } from '../model/account.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import type { Log } from '../model/log.ts';
import type { InFilePlace } from '../model/places.ts';
import { readReport } from './read-report.ts';
import { systemErrorInWords } from '../model/system-error.ts';
import { encodeStoredReport, readStoredReport } from './stored-report.ts';

/** The last report of each account on disk, as AWS gave it, so that a restart loses nothing while AWS cannot be reached. */
export interface ReportFiles {
  /** What an earlier run stored of the account. Whatever is wrong with the file is logged, and then there is none. */
  read(account: Account): Promise<Fact<CredentialReport> | undefined>;
  /** Replaces what is stored, beside everything else. A failure is logged once and counted. */
  write(account: Account, csv: Uint8Array, fact: Fact<CredentialReport>): void;
  /** For an account that left the configuration. */
  forget(account: Account): void;
  /** Resolves once nothing is being written. */
  written(): Promise<void>;
}

export interface ReportFilesInput {
  readonly folder: string;
  readonly log: Pick<Log, 'warn' | 'info'>;
  readonly inFilePlace: InFilePlace;
  /** Throws an error with `code` ENOENT for a file that is not there. */
  readonly readFile: (file: string) => Promise<Buffer>;
  /** Called for each file that could not be read, written or removed. */
  readonly onError: () => void;
}

/** In parts, as a copy of the whole would take as much memory again. */
type Content = readonly Uint8Array[];

const MODE = 0o600;
const FOLDER_MODE = 0o700;

export function createReportFiles({ folder, log, inFilePlace, readFile, onError }: ReportFilesInput): ReportFiles {
  const writing = pLimit(1);
  /** By the file, what it is to become; undefined: nothing. Only the newest, however slow the disk is. */
  const waiting = new Map<string, Content | undefined>();
  let failing = false;

  function change(account: Account, content: Content | undefined): void {
    const file = fileOf(folder, account);
    waiting.set(file, content);
    void writing(async () => {
      if (!waiting.has(file)) return;
      const newest = waiting.get(file);
      waiting.delete(file);
      await inFilePlace(file, () => (newest === undefined ? remove(account.name, file) : write(file, newest)));
    });
  }

  async function write(file: string, content: Content): Promise<void> {
    try {
      await replace(file, content);
      if (failing) log.info({ folder }, 'reports are stored again');
      failing = false;
    } catch (error) {
      onError();
      const problem = problemOf(error);
      if (!failing)
        log.warn({ folder, problem }, 'reports cannot be stored: after a restart they have to come from AWS');
      failing = true;
    }
  }

  async function remove(name: string, file: string): Promise<void> {
    try {
      for (const each of [file, temporaryOf(file)]) await rm(each, { force: true });
    } catch (error) {
      onError();
      log.warn({ account: name, file, problem: problemOf(error) }, 'the stored report cannot be removed');
    }
  }

  return {
    async read(account) {
      const file = fileOf(folder, account);
      try {
        const content = await inFilePlace(file, () => readFile(file));
        const { csv, generatedTime, gatheredAt } = readStoredReport(content, account);
        return { value: await readReport(csv, { generatedTime, gatheredAt }), asOf: generatedTime, gatheredAt };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        onError();
        log.warn({ account: account.name, file, problem: problemOf(error) }, 'the stored report cannot be used');
        return undefined;
      }
    },
    write: (account, csv, fact) => change(account, encodeStoredReport(account, csv, fact)),
    forget: (account) => change(account, undefined),
    written: () => writing(() => Promise.resolve()),
  };
}

/** By the source, so that an account that was given another name finds its report, and nobody finds that of another source. */
function fileOf(folder: string, account: Account): string {
  return path.join(folder, `${createHash('sha256').update(sourceOf(account)).digest('hex').slice(0, 16)}.report`);
}

function temporaryOf(file: string): string {
  return `${file}.new`;
}

/** Whenever it is interrupted, the file is either as before or whole. */
async function replace(file: string, content: Content): Promise<void> {
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
    // Half a report would take the room that the next one needs.
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

function problemOf(error: unknown): string {
  return 'code' in (error as Error) ? systemErrorInWords(error) : (error as Error).message;
}
