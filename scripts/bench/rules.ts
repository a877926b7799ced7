/**
 * What the alert rules cost a Prometheus, beside those of the first build: each file of rules over the page of its own build, of the same
 * report, in the rules package of both lines of Prometheus. `rules-cost/` is the program that evaluates them.
 */
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Compared, inTurn } from './compared.ts';
import { startExporter } from './exporter.ts';
import { type Figure, median } from './figure.ts';
import { reportOf } from './reports.ts';
import { builtRulesCost, PROMETHEUS, RULES, runRulesCost } from './rules-cost.ts';
import { scratchFolder } from './scratch-folder.ts';

/** Half of the users have an alerting finding. */
const USERS = [10_000, 40_000] as const;
const SECONDS = 120;

const LARGEST_SHARE = 0.25;
const MOST_SERIES = 1.4;

/** What `rules-cost` prints. */
interface Printed {
  readonly groups: readonly { readonly intervalSeconds: number; readonly cpuSeconds: readonly number[] }[];
  readonly queries: number;
  readonly recorded: number;
  readonly alerts: number;
}

interface Cost {
  /** Of processor time a minute, each group as often as it says. */
  readonly seconds: number;
  readonly queries: number;
  readonly alerts: number;
  /** Recorded and of alerts. */
  readonly series: number;
}

export async function measureRules(folders: Compared<string>): Promise<Figure[]> {
  await using scratch = await scratchFolder();
  const figures: Figure[] = [];
  for (const prometheus of PROMETHEUS) {
    const program = await builtRulesCost(folders.own, prometheus);
    const costs: Compared<Cost>[] = [];
    for (const users of USERS) {
      costs.push(await inTurn(folders, (folder) => costOf(program, folder, users, scratch.path)));
    }
    figures.push(...costs.map((cost) => processorTime(prometheus.version, cost)));
    figures.push(
      queries(prometheus.version, costs),
      ...costs.slice(0, 1).map((cost) => series(prometheus.version, cost)),
    );
  }
  return figures;
}

async function costOf(program: string, folder: string, users: number, scratch: string): Promise<Cost> {
  const page = path.join(scratch, 'page.txt');
  await writeFile(page, await pageOf(folder, users));
  const args = ['-rules', path.join(folder, RULES), '-page', page];
  const { groups, ...printed } = (await runRulesCost(program, scratch, args)) as Printed;
  const seconds = groups.map(({ intervalSeconds, cpuSeconds }) => (median(cpuSeconds) * 60) / intervalSeconds);
  return {
    seconds: seconds.reduce((sum, one) => sum + one, 0),
    queries: printed.queries,
    alerts: printed.alerts,
    series: printed.recorded + printed.alerts,
  };
}

async function pageOf(folder: string, users: number): Promise<string> {
  const config = { accounts: [{ name: 'large', owner: 'payments', reportFile: 'large.csv' }] };
  await using exporter = await startExporter({ folder, config, files: { 'large.csv': reportOf(users) } });
  return await exporter.page((text) => text.includes('aws_iam_user_info'), SECONDS);
}

function processorTime(version: string, { own, first }: Compared<Cost>): Figure {
  const share = own.seconds / first.seconds;
  return {
    what: `processor time a minute of all rules with ${inWords(own.alerts)} alerting findings and six hours of history, Prometheus ${version}`,
    limit: `at most ${LARGEST_SHARE} of the first build's`,
    measured: `${share.toFixed(2)} (${own.seconds.toFixed(2)} s)`,
    first: `${first.seconds.toFixed(2)} s`,
    held: share <= LARGEST_SHARE,
  };
}

function queries(version: string, costs: readonly Compared<Cost>[]): Figure {
  const asked = (build: keyof Compared<Cost>) => costs.map((cost) => cost[build].queries);
  return {
    what: `queries of one evaluation of all rules, Prometheus ${version}: with ${costs.map(({ own }) => inWords(own.alerts)).join(', and with ')} alerting findings`,
    limit: 'as many',
    measured: asked('own').map(inWords).join(', '),
    first: asked('first').map(inWords).join(', '),
    held: new Set(asked('own')).size === 1,
  };
}

function series(version: string, { own, first }: Compared<Cost>): Figure {
  const times = own.series / first.series;
  return {
    what: `series that the rules add for ${inWords(own.alerts)} alerting findings, recorded and ALERTS, Prometheus ${version}`,
    limit: `at most ${MOST_SERIES} times the first build's`,
    measured: `${times.toFixed(2)} times (${inWords(own.series)})`,
    first: inWords(first.series),
    held: times <= MOST_SERIES,
  };
}

function inWords(count: number): string {
  return count.toLocaleString('en');
}
