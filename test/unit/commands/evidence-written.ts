/** Writes evidence of a fake organization or of reports to a temporary folder, and reads it. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { parse } from 'csv-parse/sync';
import type { EvidenceOptions } from '../../../src/cli/evidence-options.ts';
import { evidence } from '../../../src/commands/evidence.ts';
import { PassingClock } from '../../support/passing-clock.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { goodConfig } from '../config/read.ts';
import { runAwsCommand } from './aws-command.ts';
import { askOrganization } from './listed-accounts.ts';

export interface Evidence {
  readonly code: number;
  readonly error: string;
  readonly folder: string;
  /** Every file, by its path within the folder. */
  readonly files: Readonly<Record<string, string>>;
}

type Options = Partial<EvidenceOptions>;

/** Of the fake organization that the test has started. */
export async function evidenceOfOrganization(yaml: string, options: Options = {}): Promise<Evidence> {
  return written(options, (all) =>
    askOrganization((outside) => evidence({ ...outside, ...NOBODY }, goodConfig(yaml), all)),
  );
}

const NOW = '2026-11-22T10:00:00Z';
const DEADLINE_MS = 60_000;

/** Of reports in files. */
export async function evidenceOfReports(
  reportFiles: readonly string[],
  { yaml = '{}', now = NOW, ...options }: Options & { readonly yaml?: string; readonly now?: string } = {},
): Promise<Evidence> {
  const clock = new PassingClock(now, DEADLINE_MS);
  return written({ reportFiles, ...options }, (all) =>
    runAwsCommand(
      (outside) => evidence({ ...outside, ...NOBODY }, goodConfig(yaml), all),
      () => clock.now(),
      clock,
    ),
  );
}

const NOBODY = { standardInput: () => Readable.from([]), version: '1.2.3' };

async function written(
  options: Options,
  run: (options: EvidenceOptions) => Promise<{ readonly code: number; readonly error: string }>,
): Promise<Evidence> {
  const output = options.output ?? path.join(await temporaryFolder(), 'evidence');
  const { code, error } = await run({ accounts: [], owners: [], reportFiles: [], ...options, output });
  return { code, error, folder: output, files: await filesIn(output) };
}

export async function filesIn(folder: string): Promise<Record<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  const read = files.map(async (file) => [path.relative(folder, file), await readFile(file, 'utf8')] as const);
  return Object.fromEntries((await Promise.all(read)).sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** The rows of a file, by its header. */
export function rowsOf({ files }: Evidence, file: string): Record<string, string>[] {
  return parse(files[file] ?? '', { columns: true });
}

export function manifestOf({ files }: Evidence): Record<string, unknown> & {
  readonly accounts: readonly Record<string, unknown>[];
} {
  return JSON.parse(files['manifest.json'] ?? '') as ReturnType<typeof manifestOf>;
}
