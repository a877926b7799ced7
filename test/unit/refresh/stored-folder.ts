/** The reports that an exporter stores in a folder, and how the next start finds them. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import type { CredentialReport } from '../../../src/model/facts/credential-report.ts';
import type { Fact } from '../../../src/model/facts/fact.ts';
import { createReportFiles, type ReportFiles } from '../../../src/refresh/report-files.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { at } from '../../support/model-values.ts';
import { reportCsv } from '../../support/report-csv.ts';

export const GENERATED = at('2026-11-22T08:00:00Z');
export const GATHERED = at('2026-11-22T09:30:00Z') + 0.25;

interface Line {
  readonly message: string;
  readonly problem: unknown;
}

export interface OpenFolder {
  readonly files: ReportFiles;
  readonly log: readonly Line[];
  /** The folders of the places that work on files took. */
  readonly places: readonly string[];
  readonly errors: () => number;
  /** Gives a report of these users to be written, and waits until it is. */
  readonly store: (account: Account, users: readonly string[]) => Promise<void>;
}

/** As a start of the exporter opens it. */
export function openFolder(folder: string): OpenFolder {
  const log: Line[] = [];
  const places: string[] = [];
  let errors = 0;
  const add = (fields: object, message: string) =>
    void log.push({ message, problem: (fields as { problem?: unknown }).problem });
  const files = createReportFiles({
    folder,
    log: { warn: add, info: add },
    inFilePlace: (file, work) => {
      places.push(path.dirname(file));
      return work();
    },
    readFile,
    onError: () => (errors += 1),
  });
  return {
    files,
    log,
    places,
    errors: () => errors,
    store: async (account, users) => {
      const csv = Buffer.from(reportCsv('111122223333', users));
      files.write(account, csv, { value: await parseReport(csv), asOf: GENERATED, gatheredAt: GATHERED });
      await files.written();
    },
  };
}

export interface Reopened {
  readonly stored: Fact<CredentialReport> | undefined;
  readonly log: readonly Line[];
  readonly errors: number;
}

/** What the next start reads, and what it says about it. */
export async function reopen(folder: string, account: Account): Promise<Reopened> {
  const { files, log, errors } = openFolder(folder);
  const stored = await files.read(account);
  return { stored, log, errors: errors() };
}

/** Names of the stored users but root. */
export function usersOf({ stored }: Reopened): string[] | undefined {
  return stored && [...stored.value.users].map(({ name }) => name).slice(1);
}

/** The one file in the folder. */
export async function onlyFile(folder: string): Promise<string> {
  const [name = '', ...others] = await readdir(folder);
  expect(others).toEqual([]);
  return path.join(folder, name);
}
