/** The commands `rules`, `dashboards` and `schema`: what ships with the program, so that the npm package and the image are enough. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { USAGE_ERROR } from '../cli/command-line.ts';
import type { ShippedCommand } from '../cli/shipped-commands.ts';
import { nearest } from '../config/did-you-mean.ts';
import { systemErrorInWords } from '../model/system-error.ts';
import { byIdentityLabels } from './identity-labels.ts';
import type { Outside } from './outside.ts';

/** Beside the package.json, in a checkout, the npm package and the image. */
const ROOT = path.resolve(import.meta.dirname, '../..');
const CHART_FILES = path.join(ROOT, 'helm/iam-credential-exporter/files');
const BOARDS = path.join(CHART_FILES, 'dashboards');

/** EX_IOERR of sysexits.h. */
const NOT_WRITTEN = 74;

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
      return asked.output === undefined
        ? printBoard(outside, asked.board)
        : writeBoards(outside, asked.board, asked.output);
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

async function printBoard({ printOut, printError }: Printing, board: string | undefined): Promise<number> {
  const files = await boardFiles(board);
  if (board === undefined || files.length === 0) {
    await printError(`${await whichBoard(board)}\n`);
    return USAGE_ERROR;
  }
  for (const file of files) await printOut(await readFile(path.join(BOARDS, file), 'utf8'));
  return 0;
}

async function writeBoards({ printError }: Printing, board: string | undefined, output: string): Promise<number> {
  const files = await boardFiles(board);
  if (files.length === 0) {
    await printError(`${await whichBoard(board)}\n`);
    return USAGE_ERROR;
  }
  try {
    await mkdir(output, { recursive: true });
    for (const file of files) {
      await writeFile(path.join(output, file), await readFile(path.join(BOARDS, file)));
      await printError(`wrote ${path.join(output, file)}\n`);
    }
    return 0;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    await printError(`--output: ${output}: ${systemErrorInWords(error)}\n`);
    return NOT_WRITTEN;
  }
}

/** Of one board, or of all. */
async function boardFiles(board: string | undefined): Promise<string[]> {
  const files = await readdir(BOARDS);
  return files.filter((file) => board === undefined || file === `${board}.json`).sort();
}

async function whichBoard(board: string | undefined): Promise<string> {
  const names = (await boardFiles(undefined)).map((file) => path.basename(file, '.json'));
  const all = 'With --output <folder> the command writes all of them.';
  if (board === undefined) return `Name one of the dashboards: ${names.join(', ')}. ${all}`;
  const meant = nearest(board, names);
  return `There is no dashboard "${board}"${meant === undefined ? `; there is ${names.join(', ')}. ${all}` : `: did you mean ${meant}?`}`;
}
