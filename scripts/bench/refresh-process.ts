/** Refreshes in a process of its own, so that nothing else is in its heap or on its event loop; prints what it measured as JSON. */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import { parse } from 'csv-parse';
import { buildPage } from '../../src/exposition/page.ts';
import { renderReports } from '../../src/exposition/render.ts';
import { collectSubjects } from '../../src/exposition/subjects.ts';
import { parseReport } from '../../src/report/parse-report.ts';
import { createAccountClients } from '../../src/sources/aws/account-clients.ts';
import { createCredentialReportSource } from '../../src/sources/aws/credential-report.ts';

/** Of one size: milliseconds of each run. */
export interface RefreshTimes {
  readonly csvParseAlone: readonly number[];
  readonly refresh: readonly number[];
  /** The longest stall of all runs, the first and cold one included, from the fetch to the page. */
  readonly longestStall: number;
}

const RUNS = 7;
/** The exporter's own pace. */
const BYTES_PER_TURN = 16 * 1024;
const RESOLUTION_MS = 1;

const account = { source: 'aws', name: 'bench', owner: '' } as const;
const neverAborted = new AbortController().signal;
const roles = process.argv.slice(2);
const clientOf = createAccountClients({ count: () => undefined, log: console });

const times = roles.map(() => ({ csvParseAlone: [] as number[], refresh: [] as number[], longestStall: 0 }));
for (let run = 0; run < RUNS; run += 1) {
  for (const [index, roleArn] of roles.entries()) {
    const measured = times[index];
    if (measured === undefined) continue;
    const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
    delay.enable();
    const client = clientOf({ ...account, roleArn });
    const waiting = { clock: { now: Date.now, sleep: () => Promise.resolve() }, random: Math.random };
    const { csv } = await createCredentialReportSource(client, waiting).fetch({ newerThan: 0, signal: neverAborted });
    const begin = performance.now();
    const report = await parseReport(csv);
    const snapshot = { account, report, generatedTime: Date.now() / 1000, refreshInterval: 14_400 };
    await buildPage(renderReports(await collectSubjects([snapshot], true), () => false, Date.now() / 1000));
    measured.refresh.push(performance.now() - begin);
    delay.disable();
    measured.longestStall = Math.max(measured.longestStall, delay.max / 1e6 - RESOLUTION_MS);

    const alone = performance.now();
    await parseAlone(csv);
    measured.csvParseAlone.push(performance.now() - alone);
  }
}
console.log(JSON.stringify(times));

/** csv-parse with the exporter's options and pace, and nothing done with the rows. */
async function parseAlone(csv: Uint8Array): Promise<void> {
  const parser = parse({ bom: true, info: true, relax_column_count: true, relax_quotes: true, skip_empty_lines: true });
  const drain = () => {
    while (parser.read() !== null);
  };
  for (let start = 0; start < csv.length; start += BYTES_PER_TURN) {
    parser.write(csv.subarray(start, start + BYTES_PER_TURN));
    drain();
    await setImmediate();
  }
  parser.end();
  while (!parser.readableEnded) {
    drain();
    await setImmediate();
  }
}
