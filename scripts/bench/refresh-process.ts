/** Refreshes in a process of its own, so that nothing else is in its heap or on its event loop; prints what it measured as JSON. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { assess } from '../../src/checks/assess.ts';
import { buildPage } from '../../src/exposition/page.ts';
import { renderAccounts } from '../../src/exposition/render.ts';
import { parseReport } from '../../src/report/parse-report.ts';
import { regionProblem } from '../../src/config/region.ts';
import { createAccountClients } from '../../src/sources/aws/account-clients.ts';
import { createCredentialReportSource } from '../../src/sources/aws/credential-report.ts';
import { StandingClock } from '../../test/support/standing-clock.ts';
import { parseAlone } from './csv-parse-alone.ts';
import { defaultConfig } from './default-config.ts';

/** Of one size: milliseconds of each run. */
export interface RefreshTimes {
  readonly csvParseAlone: readonly number[];
  readonly refresh: readonly number[];
  /** The longest stall of all runs, the first and cold one included, from the fetch to the page. */
  readonly longestStall: number;
}

const RUNS = 7;
const RESOLUTION_MS = 1;

const account = { source: 'aws', name: 'bench', owner: '' } as const;
const neverAborted = new AbortController().signal;
const roles = process.argv.slice(2);
const { policy } = defaultConfig();
const clientOf = createAccountClients({
  count: () => undefined,
  answered: () => undefined,
  inPlace: (_account, call) => call(),
  clock: new StandingClock(),
  environment: process.env,
  log: console,
  regionProblem,
});

const times = roles.map(() => ({ csvParseAlone: [] as number[], refresh: [] as number[], longestStall: 0 }));
for (let run = 0; run < RUNS; run += 1) {
  for (const [index, roleArn] of roles.entries()) {
    const measured = times[index];
    if (measured === undefined) continue;
    const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    delay.enable();
    const client = clientOf({ ...account, roleArn });
    const waiting = { clock: { now: Date.now, sleep: () => Promise.resolve() }, random: Math.random };
    const request = { newerThan: 0, askedAt: Date.now() / 1000, reportSizeLimit: 1024 ** 3, signal: neverAborted };
    const { csv } = await createCredentialReportSource(client, waiting).fetch(request);
    const begin = performance.now();
    const report = await parseReport(csv);
    const now = Date.now() / 1000;
    const facts = { 'credential-report': { value: report, asOf: now, gatheredAt: now } };
    const assessment = await assess([{ account, facts, missing: {}, refreshInterval: 14_400 }], policy, now);
    const world = { assessment, policy, perUser: true, ownerTag: '', accounts: 1 };
    await buildPage(renderAccounts(world, { now, excluded: () => false, onFault: () => undefined }));
    measured.refresh.push(performance.now() - begin);
    // A stall is seen by the timer that comes late.
    await setTimeout(10);
    delay.disable();
    measured.longestStall = Math.max(measured.longestStall, delay.max / 1e6 - RESOLUTION_MS);

    const alone = performance.now();
    await parseAlone(csv);
    measured.csvParseAlone.push(performance.now() - alone);
  }
}
console.log(JSON.stringify(times));
