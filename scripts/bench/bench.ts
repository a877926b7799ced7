/**
 * `npm run bench` prints every figure that the exporter promises, measured in this run beside the first build; `-- --write` puts
 * the table into docs/performance.md, `-- --only memory` measures one group. Ratios are between two things measured side by side,
 * as a machine has good and bad moments.
 */
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measureActivityReading } from './activity-reading.ts';
import { measureActivityWatch } from './activity-watch.ts';
import { measureAlternatives } from './alternatives.ts';
import { measureAwsCalls } from './aws-calls.ts';
import { measureBoards } from './boards.ts';
import type { Compared } from './compared.ts';
import { measureCrowd } from './crowd.ts';
import { measureEventHistory } from './event-history.ts';
import type { Figure } from './figure.ts';
import { firstBuild } from './first-build.ts';
import { measureHangingAccounts } from './hanging-accounts.ts';
import { measureLogins } from './logins.ts';
import { measureManyAccounts } from './many-accounts.ts';
import { measureMemory } from './memory.ts';
import { measureOrganization } from './organization.ts';
import { measurePages } from './pages.ts';
import { measureRefresh } from './refresh.ts';
import { measureReportMaking } from './report-making.ts';
import { measureRules } from './rules.ts';
import { measureScrape } from './scrape.ts';
import { measureSizes } from './sizes.ts';
import { measureSlowReaders } from './slow-readers.ts';
import { measureWarmStart } from './warm-start.ts';
import { writeTable } from './written-table.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** In the order of the table. */
const GROUPS: Readonly<Record<string, (folders: Compared<string>) => Promise<Figure[]>>> = {
  scrape: measureScrape,
  'aws-calls': measureAwsCalls,
  refresh: measureRefresh,
  memory: measureMemory,
  pages: measurePages,
  'slow-readers': measureSlowReaders,
  crowd: measureCrowd,
  logins: measureLogins,
  'many-accounts': measureManyAccounts,
  'hanging-accounts': measureHangingAccounts,
  'report-making': measureReportMaking,
  organization: measureOrganization,
  'warm-start': measureWarmStart,
  'event-history': measureEventHistory,
  'activity-watch': measureActivityWatch,
  rules: measureRules,
  boards: measureBoards,
  'activity-reading': measureActivityReading,
  alternatives: measureAlternatives,
  sizes: measureSizes,
};

const { only = Object.keys(GROUPS), write } = readArguments();
const folders = { own: ROOT, first: await firstBuild(ROOT) };
const measured = new Map<string, Figure[]>();
for (const [name, measure] of Object.entries(GROUPS)) {
  if (!only.includes(name)) continue;
  const begin = performance.now();
  const figures = await measure(folders);
  console.log(`${name} (${((performance.now() - begin) / 1000).toFixed(0)} s)`);
  for (const figure of figures) console.log(`  ${inWords(figure)}`);
  measured.set(name, figures);
}
if (write === true) await writeTable(measured, Object.keys(GROUPS));
if (![...measured.values()].flat().every(({ held }) => held)) process.exitCode = 1;

function readArguments(): { only?: string[]; write?: boolean } {
  try {
    const { values } = parseArgs({ options: { only: { type: 'string', multiple: true }, write: { type: 'boolean' } } });
    const unknown = values.only?.find((name) => !Object.hasOwn(GROUPS, name));
    if (unknown !== undefined) {
      throw new Error(`--only: no group is called ${unknown}; write one of ${Object.keys(GROUPS).join(', ')}`);
    }
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
