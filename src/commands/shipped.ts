/** The commands `rules`, `dashboards` and `schema`: what ships with the program, so that the npm package and the image are enough. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { USAGE_ERROR } from '../cli/command-line.ts';
import { NOT_WRITTEN } from '../cli/print.ts';
import type { ShippedCommand } from '../cli/shipped-commands.ts';
import { didYouMean } from '../config/did-you-mean.ts';
import { systemErrorInWords } from '../model/system-error.ts';
import { byIdentityLabels } from './identity-labels.ts';
import { makeFolder } from './make-folder.ts';
import type { Outside } from './outside.ts';

/** Beside the package.json, in a checkout, the npm package and the image. */
const ROOT = path.resolve(import.meta.dirname, '../..');
const CHART_FILES = path.join(ROOT, 'helm/iam-credential-exporter/files');
const BOARDS = path.join(CHART_FILES, 'dashboards');

type Printing = Pick<Outside, 'printOut' | 'printError'>;

/** Resolves to the exit code. */
export async function shipped(outside: Printing, asked: ShippedCommand): Promise<number> {
  switch (asked.command) {
    case 'schema':
      await outside.printOut(await readFile(path.join(ROOT, 'config.schema.json'), 'utf8'));
      return 0;
    case 'rules':
      return printRules(outside, asked.identityLabels);
    case 'dashboards':
      return dashboards(outside, asked);
  }
}

async function printRules({ printOut, printError }: Printing, labels: readonly string[]): Promise<number> {
  const rules = byIdentityLabels(await readFile(path.join(CHART_FILES, 'rules.yaml'), 'utf8'), labels);
  if (!rules.ok) {
    await printError(`${rules.problem}\n`);
    return USAGE_ERROR;
  }
  await printOut(rules.text);
  return 0;
}

async function dashboards(
  { printOut, printError }: Printing,
  { board, output }: ShippedCommand & { readonly command: 'dashboards' },
): Promise<number> {
  const all = (await readdir(BOARDS)).sort();
  const files = board === undefined ? all : all.filter((file) => file === `${board}.json`);
  if (files.length === 0 || (board === undefined && output === undefined)) {
    await printError(`${whichBoard(board, all)}\n`);
    return USAGE_ERROR;
  }
  if (output !== undefined) return write(files, output, printError);
  for (const file of files) await printOut(await readFile(path.join(BOARDS, file), 'utf8'));
  return 0;
}

async function write(files: readonly string[], folder: string, printError: Printing['printError']): Promise<number> {
  try {
    await makeFolder(folder);
    for (const file of files) {
      await writeFile(path.join(folder, file), await readFile(path.join(BOARDS, file)));
      await printError(`wrote ${path.join(folder, file)}\n`);
    }
    return 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    await printError(`--output: ${folder}: ${systemErrorInWords(error)}\n`);
    return NOT_WRITTEN;
  }
}

function whichBoard(board: string | undefined, files: readonly string[]): string {
  const names = files.map((file) => path.basename(file, '.json'));
  const list = `${names.join(', ')}. With --output <folder> the command writes all of them.`;
  if (board === undefined) return `Name one of the dashboards: ${list}`;
  return `There is no dashboard "${board}"${didYouMean(board, names) || `; there is ${list}`}`;
}
