/**
 * What a look at Overview costs a Prometheus, beside the first build's: each board over a week of the page of its own build, of the same
 * reports, in the query engine of both lines of Prometheus. `rules-cost/` is the program that asks.
 */
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type Compared, inTurn } from './compared.ts';
import { startExporter } from './exporter.ts';
import type { Figure } from './figure.ts';
import { reportOf } from './reports.ts';
import { builtRulesCost, PROMETHEUS, RULES, runRulesCost } from './rules-cost.ts';
import { scratchFolder } from './scratch-folder.ts';

const BOARD = 'helm/iam-credential-exporter/files/dashboards/overview.json';
const ACCOUNTS = 300;
const USERS = 50;
const DAYS = 7;
const SECONDS = 300;

const LARGEST_SHARE = 0.05;
const MOST_SECONDS = 1;

/** As many points as a panel of half a screen has pixels, where it names no number. */
const PIXELS = 940;
/** Grafana's steps, in seconds, each with what it is taken up to. */
const STEPS = [
  [450, 300],
  [750, 600],
  [1050, 900],
  [1500, 1200],
  [2700, 1800],
  [5400, 3600],
] as const;

interface Asked {
  readonly title: string;
  readonly queries: readonly { readonly expr: string; readonly stepSeconds: number }[];
}

/** What `rules-cost` prints of a panel. */
interface Cost {
  readonly title: string;
  readonly cpuSeconds: number;
  readonly error: string;
}

interface PanelJson {
  readonly title: string;
  readonly panels?: readonly PanelJson[];
  readonly interval?: string;
  readonly maxDataPoints?: number;
  readonly targets?: readonly { readonly expr: string; readonly instant?: boolean }[];
}

export async function measureBoards(folders: Compared<string>): Promise<Figure[]> {
  await using scratch = await scratchFolder();
  const figures: Figure[] = [];
  for (const prometheus of PROMETHEUS) {
    const program = await builtRulesCost(folders.own, prometheus);
    figures.push(
      figureOf(prometheus.version, await inTurn(folders, (folder) => slowest(program, folder, scratch.path))),
    );
  }
  return figures;
}

async function slowest(program: string, folder: string, scratch: string): Promise<Cost> {
  const end = Math.floor(Date.now() / 60_000) * 60;
  const page = path.join(scratch, 'page.txt');
  const panels = path.join(scratch, 'panels.json');
  await writeFile(page, await pageOf(folder));
  await writeFile(panels, JSON.stringify(await askedOf(folder, end)));
  const history = DAYS * 24 * 60;
  const costs = (await runRulesCost(program, scratch, [
    ...['-rules', path.join(folder, RULES), '-page', page, '-panels', panels],
    ...['-history', String(history), '-at', String(end), '-evaluations', '5'],
  ])) as readonly Cost[];
  const failed = costs.find(({ error }) => error !== '');
  if (failed !== undefined) throw new Error(`${failed.title}: ${failed.error}`);
  return costs.reduce((worst, cost) => (cost.cpuSeconds > worst.cpuSeconds ? cost : worst));
}

/** What Grafana asks for 7 days of all accounts. */
async function askedOf(folder: string, end: number): Promise<Asked[]> {
  const { panels } = JSON.parse(await readFile(path.join(folder, BOARD), 'utf8')) as { panels: readonly PanelJson[] };
  return panels
    .flatMap((panel) => [panel, ...(panel.panels ?? [])])
    .flatMap(({ title, targets = [], interval = '0m', maxDataPoints }) => {
      const step = Math.max(minutesOf(interval) * 60, stepOf((DAYS * 86_400) / (maxDataPoints ?? PIXELS)));
      const queries = targets.map(({ expr, instant }) => ({
        expr: withChoices(expr, end),
        stepSeconds: instant === true ? 0 : step,
      }));
      return queries.length === 0 ? [] : [{ title, queries }];
    });
}

function minutesOf(interval: string): number {
  return Number.parseInt(interval, 10) * (interval.endsWith('h') ? 60 : 1);
}

function stepOf(seconds: number): number {
  return STEPS.find(([below]) => seconds < below)?.[1] ?? 7200;
}

function withChoices(expr: string, end: number): string {
  const chosen: Readonly<Record<string, string>> = {
    __range: `${DAYS}d`,
    limit: '100',
    as_of: String(end),
    away: 'none',
    account_id: '.*',
    account: '.*',
    accounts: '.*',
    owner: '.*',
  };
  return expr.replaceAll(/(?<!\$)\$(?:\{(\w+):pipe\}|([a-z_]\w*))/g, (found, piped?: string, plain?: string) => {
    const value = chosen[piped ?? plain ?? ''];
    if (value === undefined) throw new Error(`${found}: no value`);
    return value;
  });
}

async function pageOf(folder: string): Promise<string> {
  const accounts = Array.from({ length: ACCOUNTS }, (_, index) => {
    const id = String(100_000_000_000 + index);
    return { name: `account-${id}`, id, owner: `team-${index % 20}` };
  });
  const config = {
    accounts: accounts.map(({ name, id, owner }) => ({ name, owner, reportFile: `${id}.csv` })),
  };
  const files = Object.fromEntries(accounts.map(({ id }) => [`${id}.csv`, reportOf(USERS, id)]));
  await using exporter = await startExporter({ folder, config, files });
  return await exporter.page((text) => text.split('\naws_iam_account_info{').length > ACCOUNTS, SECONDS);
}

function figureOf(version: string, { own, first }: Compared<Cost>): Figure {
  const share = own.cpuSeconds / first.cpuSeconds;
  return {
    what: `processor time of the slowest panel of Overview, ${ACCOUNTS} accounts of ${USERS} users, ${DAYS} days, Prometheus ${version}`,
    limit: `at most ${LARGEST_SHARE} of the first build's, and ${MOST_SECONDS} s`,
    measured: `${share.toFixed(3)} (${own.cpuSeconds.toFixed(2)} s, "${own.title}")`,
    first: `${first.cpuSeconds.toFixed(1)} s, "${first.title}"`,
    held: share <= LARGEST_SHARE && own.cpuSeconds <= MOST_SECONDS,
  };
}
