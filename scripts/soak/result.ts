/** The table at the end, and whether each of its figures is held. */
import type { Probed } from '../../test/support/prober.ts';
import { markdownTable } from '../generated/markdown-table.ts';
import type { Configuration } from './configuration.ts';
import type { Fault } from './judge.ts';
import type { Memory } from './memory.ts';
import type { Refreshes } from './refreshes.ts';
import type { Scrapes } from './scrapes.ts';

export interface Soaked {
  readonly minutes: number;
  readonly refreshes: Refreshes;
  readonly reloads: Configuration['reloads'];
  readonly disturbances: ReadonlyMap<string, number>;
  readonly scrapes: Scrapes;
  readonly healthy: Probed;
  readonly ready: Probed;
  /** Of a server that does nothing else: what waits for it waits for the machine. */
  readonly machine: Probed;
  readonly memory: Memory;
  /** Of a core, from 0 to 1. */
  readonly cpu: number;
  readonly faults: readonly Fault[];
  readonly deaths: number;
  readonly programFaults: readonly string[];
  readonly upToDate: string;
}

interface Row {
  readonly what: string;
  readonly limit?: string;
  readonly measured: string;
  readonly held?: boolean;
}

export const LONGEST_PROBE_MS = 250;
const MOST_SLOPE = 1;
/** Minutes of a soak after which the slope says something. */
const LONG = 60;

function rowsOf(soaked: Soaked): Row[] {
  const { refreshes, reloads, scrapes, memory, faults } = soaked;
  const zero = (what: string, count: number): Row => ({ what, limit: '0', measured: String(count), held: count === 0 });
  const ofKind = (kind: Fault['kind']) => faults.filter((fault) => fault.kind === kind).length;
  return [
    { what: 'good refreshes', measured: String(refreshes.good) },
    { what: 'failed refreshes', measured: inWords(refreshes.failed) },
    { what: 'reloads, and files that were to be refused', measured: `${reloads.good}, ${reloads.refused}` },
    zero('reloads that were answered wrongly', reloads.wrong.length),
    { what: 'scrapes', measured: inWords(Object.entries(scrapes.counts)) },
    zero('scrapes without a page within 10 s', scrapes.failed),
    probeRow('/-/healthy', soaked.healthy, soaked.machine),
    { what: '/-/ready was not 200', limit: 'never', ...probesHeld(soaked.ready) },
    { what: 'memory, the lowest of each fifth after warm-up', measured: memory.lowest.map(inMb).join(', ') },
    {
      what: 'memory, by the lowest of each minute after warm-up',
      limit: `under ${MOST_SLOPE} MB an hour, in an hour or more`,
      measured: `${memory.slope.toFixed(1)} MB an hour`,
      ...(soaked.minutes >= LONG && { held: memory.slope < MOST_SLOPE }),
    },
    { what: 'CPU', measured: `${(soaked.cpu * 100).toFixed(0)} % of a core` },
    zero('facts lost', ofKind('facts lost')),
    zero('false ends', ofKind('false end')),
    zero('reports that nobody made', ofKind('unknown report')),
    zero('reports older than the one before', ofKind('old report')),
    zero('restarts', soaked.deaths),
    zero('faults of the program in its log', soaked.programFaults.length),
    { what: 'accounts that show their newest report at the end', measured: soaked.upToDate },
  ];
}

function probeRow(path: string, probed: Probed, machine: Probed): Row {
  const { held } = probesHeld(probed);
  const most = LONGEST_PROBE_MS + machine.slowest;
  return {
    what: `slowest ${path} of ${probed.count}, beside that of a bare server`,
    limit: `${LONGEST_PROBE_MS} ms more`,
    measured: `${probed.slowest.toFixed(0)} ms, ${machine.slowest.toFixed(0)} ms; ${inWords(Object.entries(probed.bad)) || 'all 200'}`,
    held: held && probed.slowest <= most,
  };
}

function probesHeld({ bad }: Probed): { measured: string; held: boolean } {
  return { measured: inWords(Object.entries(bad)) || 'never', held: Object.keys(bad).length === 0 };
}

function inWords(counts: Iterable<readonly [string, number]>): string {
  return [...counts].map(([name, count]) => `${count} ${name}`).join(', ');
}

function inMb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}

/** @returns whether every figure is held. */
export function printResult(soaked: Soaked): boolean {
  const rows = rowsOf(soaked);
  const happened = [...soaked.disturbances].map(([name, count]) => [name, String(count)]);
  console.log(`\n${markdownTable(['What happened', 'Times'], happened)}\n`);
  const cells = rows.map(({ what, limit = '', measured, held }) => [
    what,
    limit,
    measured,
    held === undefined ? '' : held ? 'yes' : 'NO',
  ]);
  console.log(`${markdownTable(['What', 'Limit', 'Measured', 'Held'], cells)}\n`);
  for (const line of [...soaked.reloads.wrong, ...soaked.programFaults]) console.log(`- ${line}`);
  return rows.every(({ held = true }) => held);
}
