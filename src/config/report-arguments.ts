/** Credential reports that are named on the command line, as accounts. */
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { type Account, namedAccountId } from '../model/account.ts';
import { printable } from '../model/printable.ts';
import { systemErrorInWords } from '../model/system-error.ts';
import { toReportFileAccount } from './config.ts';

export interface ReportArguments {
  readonly accounts: readonly Account[];
  /** Why some of what was named cannot be read. */
  readonly problems: readonly string[];
  /** What lies in a folder and is no report. */
  readonly notes: readonly string[];
}

const MOST_NAMED = 5;

/**
 * An account for each report, named after its file. A folder stands for its files that end with .csv.
 *
 * @param standardInput what stands for standard input.
 * @param configured the entry of a file that the configuration has too is taken as it is there.
 */
export async function readReportArguments(
  names: readonly string[],
  standardInput: string,
  configured: readonly Account[],
): Promise<ReportArguments> {
  const found = await Promise.all(names.map((name) => lookInto(name, standardInput)));
  const files = new Map(
    found.flatMap(({ files }) => files).map((file) => [file === standardInput ? file : path.resolve(file), file]),
  );
  const bare = [...files.values()].map((file) => path.parse(file).name);
  const accounts = [...files].map(([place, file]): Account => {
    if (file === standardInput) return toReportFileAccount('stdin', file);
    const entry = configured.find((account) => account.source === 'file' && account.reportFile === place);
    const { name, dir } = path.parse(file);
    const isShared = bare.indexOf(name) !== bare.lastIndexOf(name);
    return entry ?? toReportFileAccount(printable(isShared ? path.join(dir, name) : name), place);
  });
  return {
    accounts,
    problems: found.flatMap(({ problems }) => problems),
    notes: found.flatMap(({ notes }) => notes),
  };
}

/** The account under the name and the owner that the configuration has for its id; the others as they are. */
export function asConfigured(account: Account, accountId: string, configured: readonly Account[]): Account {
  if (account.source !== 'file' || configured.includes(account)) return account;
  const entry = configured.find((each) => namedAccountId(each) === accountId);
  if (entry !== undefined) return { ...account, name: entry.name, owner: entry.owner };
  const namesake = configured.find(({ name }) => name === account.name);
  if (namesake === undefined) return account;
  // A file that is called as an account of another id must not get what the policy has for that account.
  const other = namedAccountId(namesake);
  return other === undefined ? { ...account, owner: namesake.owner } : { ...account, name: accountId };
}

interface Found {
  readonly files: readonly string[];
  readonly problems: readonly string[];
  readonly notes: readonly string[];
}

async function lookInto(name: string, standardInput: string): Promise<Found> {
  const file: Found = { files: [name], problems: [], notes: [] };
  if (name === standardInput) return file;
  try {
    if (!(await stat(name)).isDirectory()) return file;
  } catch {
    // The reading says what is wrong with it.
    return file;
  }
  try {
    const entries = (await readdir(name)).filter((entry) => !entry.startsWith('.')).sort();
    const reports = entries.filter((entry) => /\.csv$/i.test(entry));
    const others = entries.filter((entry) => !reports.includes(entry));
    return {
      files: reports.map((entry) => path.join(name, entry)),
      problems: reports.length > 0 ? [] : [`${name}: the folder has no file that ends with .csv`],
      notes: others.length === 0 ? [] : [`${name}: not read, as it does not end with .csv: ${listed(others)}`],
    };
  } catch (error) {
    return { files: [], problems: [`${name}: cannot read the folder: ${systemErrorInWords(error)}`], notes: [] };
  }
}

function listed(names: readonly string[]): string {
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  return `${names.slice(0, MOST_NAMED).map(printable).join(', ')}${more}`;
}
