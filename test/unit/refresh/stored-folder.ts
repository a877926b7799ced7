/** The facts that an exporter stores in a folder, and how the next start finds them. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect } from '@jest/globals';
import type { Account } from '../../../src/model/account.ts';
import type { Activity } from '../../../src/model/facts/activity.ts';
import type { CredentialReport } from '../../../src/model/facts/credential-report.ts';
import type { Fact } from '../../../src/model/facts/fact.ts';
import { createFactFiles, type FactFiles } from '../../../src/refresh/fact-files.ts';
import { encodeStoredActivity } from '../../../src/refresh/stored-activity.ts';
import type { StoredContent } from '../../../src/refresh/stored-fact.ts';
import { encodeStoredReport } from '../../../src/refresh/stored-report.ts';
import { parseReport } from '../../../src/report/parse-report.ts';
import { at } from '../../support/model-values.ts';
import { reportCsv } from '../../support/report-csv.ts';

export const ACCOUNT_ID = '111122223333';
export const GENERATED = at('2026-11-22T08:00:00Z');
export const GATHERED = at('2026-11-22T09:30:00Z') + 0.25;

interface Line {
  readonly message: string;
  readonly problem: unknown;
}

export interface OpenFolder {
  readonly files: FactFiles;
  readonly log: readonly Line[];
  /** The folders of the places that work on files took. */
  readonly places: readonly string[];
  readonly errors: () => number;
  /** Gives a report of these users to be written, and waits until it is. */
  readonly store: (account: Account, users: readonly string[]) => Promise<void>;
  /** The same for activity, seen as of when the report was generated. */
  readonly storeActivity: (account: Account, activity: Activity, accountId?: string) => Promise<void>;
}

/** The content of a file with a report of these users. */
export async function reportContent(account: Account, users: readonly string[]): Promise<StoredContent> {
  const csv = Buffer.from(reportCsv(ACCOUNT_ID, users));
  return encodeStoredReport(account, csv, { value: await parseReport(csv), asOf: GENERATED, gatheredAt: GATHERED });
}

/** As a start of the exporter opens it. */
export function openFolder(folder: string): OpenFolder {
  const log: Line[] = [];
  const places: string[] = [];
  let errors = 0;
  const add = (fields: object, message: string) =>
    void log.push({ message, problem: (fields as { problem?: unknown }).problem });
  const files = createFactFiles({
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
      files.write(account, 'credential-report', await reportContent(account, users));
      await files.written();
    },
    storeActivity: async (account, activity, accountId = ACCOUNT_ID) => {
      const fact = { value: activity, asOf: GENERATED, gatheredAt: GATHERED };
      const report = await parseReport(Buffer.from(reportCsv(accountId, ['rob'])));
      files.write(account, 'activity', encodeStoredActivity(account, report, fact));
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
  const stored = await files.readReport(account);
  return { stored, log, errors: errors() };
}

/** What the next start reads of the activity beside the report of this account. */
export async function reopenActivity(folder: string, account: Account, accountId = ACCOUNT_ID) {
  const { files, log, errors } = openFolder(folder);
  const stored = await files.readActivity(account, accountId);
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
