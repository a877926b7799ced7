/**
 * `npm run soak` runs the built exporter for an hour against an AWS on loopback, report files and readers that do all they can to it,
 * and holds what /metrics says against the truth. `-- --minutes 3` runs it shorter, `-- --seed 2` lets other things happen. It ends
 * with 1 if a figure is not held.
 */
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startBareServer } from '../../test/support/bare-server.ts';
import { startFakeAws } from '../../test/support/fake-aws/server.ts';
import { startProber } from '../../test/support/prober.ts';
import { seededRandom } from '../synthetic-report/random.ts';
import { ask } from './ask.ts';
import { createConfiguration } from './configuration.ts';
import { createDiary } from './diary.ts';
import type { World } from './disturbances/disturbance.ts';
import { replaceFile } from './disturbances/report-files.ts';
import { startExporter } from './exporter.ts';
import { createJudge, type Fault } from './judge.ts';
import { sampleMemory } from './memory.ts';
import { readPage } from './page.ts';
import { createPopulation, inAws } from './population.ts';
import { createRefreshCounter } from './refreshes.ts';
import { printResult } from './result.ts';
import { drawSchedule } from './schedule.ts';
import { pageOf, scrape, type Scrapes } from './scrapes.ts';
import type { SoakedAccount } from './soaked-account.ts';
import { createTimeline } from './timeline.ts';

const LATENCY_MS = 20;
const FIRST_PAGE_S = 120;

const { minutes, seed } = readArguments();
const random = seededRandom(seed);
const accounts = createPopulation(random);
const timeline = createTimeline(drawSchedule(random, accounts, minutes * 60));
const folder = await mkdtemp(path.join(os.tmpdir(), 'iam-credential-exporter-soak-'));
try {
  process.exitCode = (await soak()) ? 0 : 1;
} finally {
  await rm(folder, { recursive: true });
}

async function soak(): Promise<boolean> {
  await mkdir(path.join(folder, 'storage'));
  const configuration = await createConfiguration(folder, accounts, () => exporter.url);
  const inFiles = accounts.filter(({ source }) => source === 'file');
  for (const account of inFiles) await replaceFile(configuration, account);
  await using aws = await startFakeAws({
    accounts: accounts.filter(({ source }) => source === 'aws').map(inAws),
    latencyMs: LATENCY_MS,
  });
  await using exporter = await startExporter(folder, configuration.file, aws.url);
  await firstPage(exporter.url);
  console.log(`Seed ${seed}: ${minutes} minutes with ${accounts.length} accounts of ${usersOf(accounts)} users`);

  const stop = new AbortController();
  const judge = createJudge(accounts, (account) => configuration.isIn(account));
  const counter = createRefreshCounter();
  const scrapes: Scrapes = { counts: { gzip: 0, plain: 0, OpenMetrics: 0, slow: 0 }, failed: 0 };
  const faults: Fault[] = [];
  let upToDate = '';
  const diary = createDiary(timeline);
  await using healthy = startProber(`${exporter.url}/-/healthy`);
  await using ready = startProber(`${exporter.url}/-/ready`);
  using bareServer = await startBareServer();
  await using machine = startProber(bareServer.url);
  const onPage = (page: string): void => {
    counter.count(page);
    const onIt = readPage(page);
    upToDate = `${judge.upToDate(onIt)} of ${accounts.length}`;
    const found = judge.judge(onIt);
    faults.push(...found);
    diary.note(found);
    void healthy.read().then(({ slowest }) => diary.noteProbe(slowest));
  };
  const world: World = { aws, configuration, exporter, publish };
  async function publish(account: SoakedAccount): Promise<void> {
    if (account.source === 'file') await replaceFile(configuration, account);
    else publishInAws(account);
  }
  function publishInAws(account: SoakedAccount): void {
    const { csv, generated } = account.make();
    const made = generated * 1000;
    // A later one, should AWS be asked to make it, is of then.
    aws.setReport(account.accountId, (now) => (now === made ? csv : account.make().csv), made);
  }

  const memory = sampleMemory(exporter, minutes, stop.signal);
  const scraping = scrape(exporter.url, onPage, scrapes, stop.signal);
  await timeline.run(world);
  const probed = { healthy: await healthy.read(), ready: await ready.read(), machine: await machine.read() };
  stop.abort();
  await scraping;
  return printResult({
    minutes,
    refreshes: counter.refreshes,
    reloads: configuration.reloads,
    disturbances: timeline.counts,
    scrapes,
    ...probed,
    ...(await memory),
    faults,
    deaths: exporter.deaths(),
    programFaults: exporter.programFaults(),
    upToDate,
  });
}

async function firstPage(url: string): Promise<void> {
  for (const end = performance.now() + FIRST_PAGE_S * 1000; performance.now() < end;) {
    const page = await pageOf(url, { 'accept-encoding': 'gzip' });
    const isWhole = page !== undefined && readPage(page).size === accounts.length;
    if (isWhole && (await ask(`${url}/-/ready`, { deadline: 10_000 }))?.status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`not every account was on the page within ${FIRST_PAGE_S} s`);
}

function usersOf(all: readonly SoakedAccount[]): number {
  return all.reduce((sum, account) => sum + account.newest().users.size, 0);
}

function readArguments(): { minutes: number; seed: number } {
  try {
    const { values } = parseArgs({
      options: { minutes: { type: 'string', default: '60' }, seed: { type: 'string', default: '1' } },
    });
    const [minutes, seed] = [Number(values.minutes), Number(values.seed)];
    if (!(minutes >= 2)) throw new Error('--minutes: write a number from 2');
    if (!Number.isSafeInteger(seed)) throw new Error('--seed: write a whole number');
    return { minutes, seed };
  } catch (error) {
    console.error((error as Error).message);
    process.exit(2);
  }
}
