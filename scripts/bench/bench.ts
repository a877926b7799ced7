/**
 * `npm run bench` prints every figure that the exporter promises, measured in this run beside the first build; `-- --write` puts
 * the table into docs/performance.md, `-- --only memory` measures one group. Ratios are between two things measured side by side,
 * as a machine has good and bad moments.
 */
import { readFile, writeFile } from 'node:fs/promises';
import os from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { markdownTable } from '../generated/markdown-table.ts';
import { measureAlternatives } from './alternatives.ts';
import { measureAwsCalls } from './aws-calls.ts';
import { measureBoards } from './boards.ts';
import type { Compared } from './compared.ts';
import type { Figure } from './figure.ts';
import { firstBuild } from './first-build.ts';
import { measureHangingAccounts } from './hanging-accounts.ts';
import { measureManyAccounts } from './many-accounts.ts';
import { measureMemory } from './memory.ts';
import { measureRefresh } from './refresh.ts';
import { measureReportMaking } from './report-making.ts';
import { measureRules } from './rules.ts';
import { measureScrape } from './scrape.ts';
import { measureSlowReaders } from './slow-readers.ts';
import { measureWarmStart } from './warm-start.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const PAGE = new URL('../../docs/performance.md', import.meta.url);
const TABLE = /(?<=<!-- measured -->\n)[^]*(?=<!-- \/measured -->)/;

/** In the order of the table. */
const GROUPS: Readonly<Record<string, (folders: Compared<string>) => Promise<Figure[]>>> = {
  scrape: measureScrape,
  'aws-calls': measureAwsCalls,
  refresh: measureRefresh,
  memory: measureMemory,
  'slow-readers': measureSlowReaders,
  'many-accounts': measureManyAccounts,
  'hanging-accounts': measureHangingAccounts,
  'report-making': measureReportMaking,
  'warm-start': measureWarmStart,
  rules: measureRules,
  boards: measureBoards,
  alternatives: measureAlternatives,
};

const { only = Object.keys(GROUPS), write } = readArguments();
const folders = { own: ROOT, first: await firstBuild(ROOT) };
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(GROUPS)) {
  if (!only.includes(name)) continue;
  const begin = performance.now();
  const measured = await measure(folders);
  console.log(`${name} (${((performance.now() - begin) / 1000).toFixed(0)} s)`);
  for (const figure of measured) console.log(`  ${inWords(figure)}`);
  figures.push(...measured);
}
if (write === true) await writeTable();
if (!figures.every(({ held }) => held)) process.exitCode = 1;

function readArguments(): { only?: string[]; write?: boolean } {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, write: { type: 'boolean' } } });
    const unknown = values.only?.find((name) => !Object.hasOwn(GROUPS, name));
    if (unknown !== undefined) {
      throw new Error(`--only: no group is called ${unknown}; write one of ${Object.keys(GROUPS).join(', ')}`);
    }
    if (values.only && values.write) throw new Error('--write: the table needs every group; leave --only out');
    return values;
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}

function inWords(figure: Figure): string {
  const { what, limit, measured, first } = figure;
  const beside = first === undefined ? '' : `; first build: ${first}`;
  return `${verdict(figure)}  ${what}: ${measured}${limit && ` (${limit})`}${beside}`;
}

function verdict({ limit, held }: Figure): string {
  if (limit === '') return '      ';
  return held ? 'held  ' : 'MISSED';
}

async function writeTable(): Promise<void> {
  const machine = `Measured on ${new Date().toISOString().slice(0, 10)} with Node.js ${process.versions.node} on ${os.cpus().length} cores (${os.cpus()[0]?.model ?? 'unknown'}), ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.platform()}.`;
  const rows = figures.map(({ what, limit, measured, first = '', held }) => [
    what,
    limit,
    measured,
    first,
    limit === '' ? '' : held ? 'yes' : 'no',
  ]);
  const table = markdownTable(['What', 'Promised', 'Measured', 'First build', 'Held'], rows);
  const page = (await readFile(PAGE, 'utf8')).replace(TABLE, `\n${machine}\n\n${table}\n\n`);
  await writeFile(PAGE, await format(page, { ...(await resolveConfig(PAGE)), filepath: 'performance.md' }));
}
