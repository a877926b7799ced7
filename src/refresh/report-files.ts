import { createHash } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import pLimit from 'p-limit';
import type { Account } from '../model/account.ts';
import type { CredentialReport } from '../model/facts/credential-report.ts';
import type { Fact } from '../model/facts/fact.ts';
import type { Log } from '../model/log.ts';
import { parseReport } from '../report/parse-report.ts';

/** The last report of each account on disk, as AWS gave it, so that a restart loses nothing while AWS cannot be reached. */
export interface ReportFiles {
  /** What an earlier run stored of the account. Whatever is wrong with the file is logged, and then there is none. */
  read(account: Account): Promise<Fact<CredentialReport> | undefined>;
  /** Replaces what is stored, beside everything else. A failure is logged once and counted. */
  write(account: Account, csv: Uint8Array, fact: Fact<CredentialReport>): void;
  /** For an account that left the configuration. @param name of the account. */
  forget(name: string): Promise<void>;
  /** Resolves once nothing is being written. */
  written(): Promise<void>;
}

export interface ReportFilesInput {
  readonly folder: string;
  readonly log: Pick<Log, 'warn' | 'info'>;
  /** Called for each file that could not be read or written. */
  readonly onError: () => void;
}

/** The first line of a file, before the report's bytes. */
interface Heading {
  readonly format: 1;
  /** Of the account's entry in the configuration without its owner: the report of another source is foreign. */
  readonly source: string;
  readonly accountId: string;
  /** Unix seconds, both. */
  readonly generatedTime: number;
  readonly gatheredAt: number;
  /** Of the bytes that follow. */
  readonly sha256: string;
}

const MODE = 0o600;
const FOLDER_MODE = 0o700;
const LINE_FEED = 10;

export function createReportFiles({ folder, log, onError }: ReportFilesInput): ReportFiles {
  const writing = pLimit(1);
  let failing = false;

  const fileOf = (name: string) => path.join(folder, `${sha256(name)}.report`);

  async function store(
    account: Account,
    csv: Uint8Array,
    { value, asOf, gatheredAt }: Fact<CredentialReport>,
  ): Promise<void> {
    const heading: Heading = {
      format: 1,
      source: sourceOf(account),
      accountId: value.accountId,
      generatedTime: asOf,
      gatheredAt,
      sha256: sha256(csv),
    };
    const file = fileOf(account.name);
    const temporary = `${file}.new`;
    await mkdir(folder, { recursive: true, mode: FOLDER_MODE });
    // What was left by a run that was killed may be anybody's.
    await rm(temporary, { force: true });
    const handle = await open(temporary, 'wx', MODE);
    try {
      await handle.writeFile(`${JSON.stringify(heading)}\n`);
      await handle.writeFile(csv);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  }

  return {
    async read(account) {
      const file = fileOf(account.name);
      try {
        const content = await readFile(file);
        const { generatedTime, gatheredAt, csv } = readContent(content, account);
        return { value: await parseReport(csv), asOf: generatedTime, gatheredAt };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
        onError();
        log.warn({ account: account.name, file, problem: problemOf(error) }, 'the stored report cannot be used');
        return undefined;
      }
    },
    write(account, csv, fact) {
      void writing(async () => {
        try {
          await store(account, csv, fact);
          if (failing) log.info({ folder }, 'reports are stored again');
          failing = false;
        } catch (error) {
          onError();
          const problem = problemOf(error);
          if (!failing)
            log.warn({ folder, problem }, 'reports cannot be stored: after a restart they have to come from AWS');
          failing = true;
        }
      });
    },
    forget: (name) => writing(() => rm(fileOf(name), { force: true })).catch(onError),
    written: () => writing(() => Promise.resolve()),
  };
}

class UnusableFile extends Error {}

function readContent(
  content: Buffer,
  account: Account,
): Pick<Heading, 'generatedTime' | 'gatheredAt'> & { csv: Buffer } {
  const end = content.indexOf(LINE_FEED);
  const heading = readHeading(content.subarray(0, Math.max(0, end)));
  const csv = content.subarray(end + 1);
  if (heading.sha256 !== sha256(csv)) throw new UnusableFile('it is damaged or was cut off');
  if (heading.source !== sourceOf(account))
    throw new UnusableFile('it is of another source: the entry of the account has changed');
  return { ...heading, csv };
}

function readHeading(line: Buffer): Heading {
  try {
    const heading = JSON.parse(line.toString()) as Partial<Heading> | null;
    const numbers = [heading?.generatedTime, heading?.gatheredAt];
    if (heading?.format === 1 && numbers.every((number) => Number.isFinite(number))) return heading as Heading;
  } catch {
    // The same as a heading of another program.
  }
  throw new UnusableFile('it is no report that this version has stored');
}

function problemOf(error: unknown): string {
  if (error instanceof UnusableFile) return error.message;
  return (error as NodeJS.ErrnoException).code ?? (error as Error).message;
}

function sourceOf(account: Account): string {
  return sha256(
    JSON.stringify(Object.entries({ ...account, owner: '' }).sort(([one], [other]) => (one < other ? -1 : 1))),
  );
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
