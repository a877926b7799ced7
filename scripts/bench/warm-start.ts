/** From the start of the process to the first full page, with the report on disk and AWS out of reach. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startFakeAws } from '../../test/support/fake-aws/server.ts';
import type { Compared } from './compared.ts';
import { type ExporterOptions, startExporter } from './exporter.ts';
import { type Figure, median } from './figure.ts';
import { usersOn } from './fleet.ts';
import { reportOf } from './reports.ts';
import { scratchFolder } from './scratch-folder.ts';

const ACCOUNT_ID = '111122223333';
const USERS = 5_000;
const LIMIT = 1.2;
const ROUNDS = 7;
const SECONDS = 60;
/** A file that somebody has just written is looked at twice, which takes two seconds. */
const SETTLED_MS = 61_000;

export async function measureWarmStart({ own: folder }: Compared<string>): Promise<Figure[]> {
  if (!(await canStore(folder))) return [];
  await using temporary = await scratchFolder();
  const reportFile = path.join(temporary.path, 'report.csv');
  await writeFile(reportFile, reportOf(USERS));
  // The same files of this build parse and render the same bytes, in a process that has to start likewise: what is left is
  // what the storage and the vain calls to AWS take.
  const file = { folder, config: { accounts: [{ name: 'bench', reportFile }] } };
  const stored = await storeReport(folder, path.join(temporary.path, 'storage'));
  await setTimeout(SETTLED_MS);
  const warm: number[] = [];
  const plain: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    warm.push(await untilFullPage(stored));
    plain.push(await untilFullPage(file));
  }
  const ratio = median(warm.map((seconds, round) => seconds / (plain[round] ?? Number.NaN)));
  return [
    {
      what: `warm start of ${USERS.toLocaleString('en')} users, AWS out of reach: from the start of the process until the first full page, against a start that parses and renders the same bytes from a reportFile`,
      limit: `at most ${LIMIT} times`,
      measured: `${ratio.toFixed(2)} times (${median(warm).toFixed(2)} s, against ${median(plain).toFixed(2)} s)`,
      held: ratio <= LIMIT,
    },
  ];
}

async function canStore(folder: string): Promise<boolean> {
  const { stdout } = await promisify(execFile)(process.execPath, [path.join(folder, 'dist/main.js'), '--help']);
  return stdout.includes('--storage.path');
}

/** Lets the exporter fetch and store the report; what is returned starts it again, with no AWS there any more. */
async function storeReport(folder: string, storage: string): Promise<ExporterOptions> {
  const accounts = [{ accountId: ACCOUNT_ID, csv: reportOf(USERS), generatedTime: Date.now() }];
  await using aws = await startFakeAws({ accounts });
  const config = { accounts: [{ name: 'bench', roleArn: `arn:aws:iam::${ACCOUNT_ID}:role/bench` }] };
  const options = { folder, config, awsUrl: aws.url, args: [`--storage.path=${storage}`] };
  await untilFullPage(options);
  return options;
}

/** Seconds from the start of the process. */
async function untilFullPage(options: ExporterOptions): Promise<number> {
  await using exporter = await startExporter(options);
  await exporter.page((page) => usersOn(page) === USERS + 1, SECONDS);
  const seconds = (performance.now() - exporter.spawnedAt) / 1000;
  // A report may be written after its page is there.
  await setTimeout(500);
  return seconds;
}
