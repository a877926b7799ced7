/** The table of docs/performance.md, of which each group of figures can be measured again by itself: its figures are of one run. */
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { format, resolveConfig } from 'prettier';
import { markdownTable } from '../generated/markdown-table.ts';
import type { Figure } from './figure.ts';

const PAGE = new URL('../../docs/performance.md', import.meta.url);
const TABLE = /(?<=<!-- measured -->\n)[^]*(?=<!-- \/measured -->)/;
/** One that is part of the text is escaped. */
const CELL_END = /(?<!\\)\|/;
const HEADER = ['Group', 'What', 'Promised', 'Measured', 'First build', 'Held', 'When and where'];

/** Puts the measured groups in; `names` are those of all groups, in the order of the table. */
export async function writeTable(
  measured: ReadonlyMap<string, readonly Figure[]>,
  names: readonly string[],
): Promise<void> {
  const page = await readFile(PAGE, 'utf8');
  const written = TABLE.exec(page)?.[0] ?? '';
  const rows = names.flatMap(
    (name) => measured.get(name)?.map((figure) => cellsOf(name, figure)) ?? rowsOf(written, name),
  );
  const table = `\n${markdownTable(HEADER, rows)}\n\n`;
  const options = { ...(await resolveConfig(PAGE)), filepath: 'performance.md' };
  await writeFile(
    PAGE,
    await format(
      page.replace(TABLE, () => table),
      options,
    ),
  );
}

function cellsOf(name: string, { what, limit, measured, first = '', held }: Figure): string[] {
  return [name, what, limit, measured, first, limit === '' ? '' : held ? 'yes' : 'no', whenAndWhere()];
}

function whenAndWhere(): string {
  const today = new Date().toISOString().slice(0, 10);
  const cores = `${os.cpus().length} cores (${os.cpus()[0]?.model ?? 'unknown'})`;
  return `${today}, ${cores}, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.platform()}, Node.js ${process.versions.node}`;
}

function rowsOf(written: string, name: string): string[][] {
  const lines = written.split('\n').filter((line) => line.split(CELL_END)[1]?.trim() === name);
  return lines.map((line) =>
    line
      .split(CELL_END)
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('\\|', '|')),
  );
}
