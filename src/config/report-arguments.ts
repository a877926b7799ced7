/** Credential reports that are named on the command line, as accounts. */
import type { Dirent } from 'node:fs';
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

type Named = Pick<Dirent, 'name'>;

async function lookInto(name: string, standardInput: string): Promise<Found> {
  const file: Found = { files: [name], problems: [], notes: [] };
  if (name === standardInput) return file;
  // As a variable of a shell without a value.
  if (name === '') return { files: [], problems: [`'': a report file needs a name`], notes: [] };
  try {
    const state = await stat(name);
    if (!state.isDirectory() && !state.isFile()) {
      return { files: [], problems: [`${name}: is no regular file: give a pipe as ${standardInput}`], notes: [] };
    }
    if (!state.isDirectory()) return file;
  } catch {
    // The reading says what is wrong with it.
    return file;
  }
  try {
    const entries = (await readdir(name, { withFileTypes: true })).sort((one, other) =>
      one.name < other.name ? -1 : 1,
    );
    const reports = entries.filter(isReport);
    const others = entries.filter((entry) => !reports.includes(entry));
    const seen = await Promise.all(others.map((entry) => looksLikeReports(path.join(name, entry.name), entry)));
    const missed = others.filter((_, index) => seen[index]);
    const named = others.filter((entry) => !missed.includes(entry) && !isHidden(entry));
    return {
      files: reports.map((entry) => path.join(name, entry.name)),
      problems: [
        ...(reports.length > 0 ? [] : [`${name}: the folder has no file that ends with .csv`]),
        ...(missed.length === 0
          ? []
          : [
              `${name}: not read, though it may be a report: ${listed(missed)}: name each as an argument, or move it away`,
            ]),
      ],
      notes: named.length === 0 ? [] : [`${name}: not read, as it does not end with .csv: ${listed(named)}`],
    };
  } catch (error) {
    return { files: [], problems: [`${name}: cannot read the folder: ${systemErrorInWords(error)}`], notes: [] };
  }
}

/** A hidden one too, but for what macOS keeps beside a file under `._` and its name. */
function isReport({ name }: Named): boolean {
  return /\.csv$/i.test(name) && !name.startsWith('._');
}

function isHidden({ name }: Named): boolean {
  return name.startsWith('.');
}

/** `a.csv.txt`, or a folder with reports of its own. A ConfigMap has its files in a hidden folder once more. */
async function looksLikeReports(place: string, entry: Dirent): Promise<boolean> {
  if (entry.name.startsWith('._')) return false;
  if (/\.csv/i.test(entry.name)) return true;
  // A link may lead to a folder.
  if (entry.isFile() || isHidden(entry)) return false;
  const within = await readdir(place, { withFileTypes: true }).catch(() => []);
  return within.some((each) => isReport(each) && !each.isDirectory());
}

function listed(entries: readonly Dirent[]): string {
  const more = entries.length > MOST_NAMED ? ` and ${entries.length - MOST_NAMED} more` : '';
  const names = entries
    .slice(0, MOST_NAMED)
    .map((entry) => `${printable(entry.name)}${entry.isDirectory() ? ' (a folder)' : ''}`);
  return `${names.join(', ')}${more}`;
}
