/**
 * `npm run bench` prints every figure that the exporter promises, measured in this run; `-- --write` puts the table into
 * docs/performance.md. Ratios are between two things measured side by side, as a machine has good and bad moments.
 */
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { format, resolveConfig } from 'prettier';
import { markdownTable } from '../generated/markdown-table.ts';
import { measureAlternatives } from './alternatives.ts';
import { measureAwsCalls } from './aws-calls.ts';
import type { Figure } from './figure.ts';
import { measureManyAccounts } from './many-accounts.ts';
import { measureMemory } from './memory.ts';
import { measureRefresh } from './refresh.ts';
import { measureScrape } from './scrape.ts';

const PAGE = new URL('../../docs/performance.md', import.meta.url);
const TABLE = /(?<=<!-- measured -->\n)[^]*(?=<!-- \/measured -->)/;

const figures: Figure[] = [];
for (const measure of [
  measureScrape,
  measureAwsCalls,
  measureRefresh,
  measureMemory,
  measureManyAccounts,
  measureAlternatives,
]) {
  for (const figure of await measure()) {
    figures.push(figure);
    console.log(`${verdict(figure)}  ${figure.what}: ${figure.measured}${figure.limit && ` (${figure.limit})`}`);
  }
}
if (process.argv.includes('--write')) await writeTable();
if (!figures.every(({ held }) => held)) process.exitCode = 1;

function verdict({ limit, held }: Figure): string {
  if (limit === '') return '      ';
  return held ? 'held  ' : 'MISSED';
}

async function writeTable(): Promise<void> {
  const machine = `Measured on ${new Date().toISOString().slice(0, 10)} with Node.js ${process.versions.node} on ${os.cpus().length} cores (${os.cpus()[0]?.model ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.platform()}.`;
  const rows = figures.map(({ what, limit, measured, held }) => [
    what,
    limit,
    measured,
    limit === '' ? '' : held ? 'yes' : 'no',
  ]);
  const table = markdownTable(['What', 'Promised', 'Measured', 'Held'], rows);
  const page = (await readFile(PAGE, 'utf8')).replace(TABLE, `\n${machine}\n\n${table}\n\n`);
  await writeFile(PAGE, await format(page, { ...(await resolveConfig(PAGE)), filepath: 'performance.md' }));
}
