import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import { type Account, sourceOf } from '../model/account.ts';
import type { Activity } from '../model/facts/activity.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import type { organizationFact } from '../model/facts/organization.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import type { Log } from '../model/log.ts';
import type { InFilePlace } from '../model/places.ts';
import { systemErrorInWords } from '../model/system-error.ts';
import { encodeStoredOrganization, type OrganizationFile, readStoredOrganization } from './organization-file.ts';
import { replaceFile, temporaryOf } from './replace-file.ts';
import { readStoredActivity } from './stored-activity.ts';
import type { StoredContent } from './stored-fact.ts';
import { readStoredReport } from './stored-report.ts';

/** The facts that survive a restart: a file each for every account. */
export const STORED_FACTS = ['credential-report', 'activity'] as const satisfies readonly FactName[];
export type StoredFactName = (typeof STORED_FACTS)[number];
type StoredName = StoredFactName | OrganizationFact['id'];
type OrganizationFact = typeof organizationFact;

/** The last facts of each account on disk, so that a restart loses nothing while AWS cannot be reached. */
export interface FactFiles {
  /** What an earlier run stored of the account. Whatever is wrong with the file is logged, and then there is none. */
  readReport(account: Account): Promise<Fact<CredentialReport> | undefined>;
  /** @param accountId of the report with which it is to be served. */
  readActivity(account: Account, accountId: string): Promise<Fact<Activity> | undefined>;
  /** Replaces what is stored, beside everything else. A failure is logged once and counted. */
  write(account: Account, name: StoredFactName, content: StoredContent): void;
  /** For an account that left the configuration, or for a fact of it that is not asked for any more. */
  forget(account: Account, names?: readonly FactName[]): void;
  /** Resolves once nothing is being written. */
  written(): Promise<void>;
}

export interface FactFilesInput {
  readonly folder: string;
  readonly log: Pick<Log, 'warn' | 'info'>;
  readonly inFilePlace: InFilePlace;
  /** Throws an error with `code` ENOENT for a file that is not there. */
  readonly readFile: (file: string) => Promise<Buffer>;
  /** Called for each file that could not be read, written or removed. */
  readonly onError: () => void;
}

/** What a fact is called in the log, and at the end of the names of its files. */
const WORDS: Readonly<Record<StoredName, string>> = {
  'credential-report': 'report',
  activity: 'activity',
  organization: 'organization',
};

/** Beside the facts of accounts lies the list of them. */
export interface StoredFiles extends FactFiles {
  readonly organization: OrganizationFile;
}

export function createFactFiles({ folder, log, inFilePlace, readFile, onError }: FactFilesInput): StoredFiles {
  const writing = pLimit(1);
  /** By the file, what it is to become; undefined: nothing. Only the newest, however slow the disk is. */
  const waiting = new Map<string, StoredContent | undefined>();
  let failing = false;

  function change(account: Account, name: StoredName, content: StoredContent | undefined): void {
    const file = fileOf(folder, account, name);
    waiting.set(file, content);
    void writing(async () => {
      if (!waiting.has(file)) return;
      const newest = waiting.get(file);
      waiting.delete(file);
      await inFilePlace(file, () => (newest === undefined ? remove(account, name, file) : write(file, newest)));
    });
  }

  async function write(file: string, content: StoredContent): Promise<void> {
    try {
      await replaceFile(file, content);
      if (failing) log.info({ folder }, 'facts are stored again');
      failing = false;
    } catch (error) {
      onError();
      const problem = problemOf(error);
      if (!failing) log.warn({ folder, problem }, 'facts cannot be stored: after a restart they have to come from AWS');
      failing = true;
    }
  }

  async function remove(account: Account, name: StoredName, file: string): Promise<void> {
    try {
      for (const each of [file, temporaryOf(file)]) await rm(each, { force: true });
    } catch (error) {
      // No folder, no file; that nothing can be stored there is said where it is tried.
      if ((error as NodeJS.ErrnoException).code === 'ENOTDIR') return;
      onError();
      const fields = { account: account.name, file, problem: problemOf(error) };
      log.warn(fields, `the stored ${WORDS[name]} cannot be removed`);
    }
  }

  async function read<Stored>(
    account: Account,
    name: StoredName,
    decode: (content: Buffer) => Stored | Promise<Stored>,
  ): Promise<Stored | undefined> {
    const file = fileOf(folder, account, name);
    try {
      return await decode(await inFilePlace(file, () => readFile(file)));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      onError();
      const fields = { account: account.name, file, problem: problemOf(error) };
      log.warn(fields, `the stored ${WORDS[name]} cannot be used`);
      return undefined;
    }
  }

  return {
    readReport: (account) => read(account, 'credential-report', (content) => readStoredReport(content, account)),
    readActivity: (account, accountId) =>
      read(account, 'activity', (content) => readStoredActivity(content, account, accountId)),
    write: change,
    forget: (account, names = STORED_FACTS) => {
      for (const name of STORED_FACTS) if (names.includes(name)) change(account, name, undefined);
    },
    organization: {
      read: (reader) => read(reader, 'organization', (content) => readStoredOrganization(content, reader)),
      write: (reader, stored) => change(reader, 'organization', encodeStoredOrganization(reader, stored)),
    },
    written: () => writing(() => Promise.resolve()),
  };
}

/** By the source, so that an account that was given another name finds its facts, and nobody finds those of another source. */
function fileOf(folder: string, account: Account, name: StoredName): string {
  const source = createHash('sha256').update(sourceOf(account)).digest('hex').slice(0, 16);
  return path.join(folder, `${source}.${WORDS[name]}`);
}

function problemOf(error: unknown): string {
  return 'code' in (error as Error) ? systemErrorInWords(error) : (error as Error).message;
}
