/**
 * Shows the exporter without an AWS account: made-up reports of two accounts in a temporary folder, served by the built
 * exporter (dist/main.js) until Ctrl-C. `npm run demo -- FLAGS` passes flags on; the last one of a kind wins.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import { syntheticReport } from './synthetic-report/synthetic-report.ts';

const EXPORTER = fileURLToPath(new URL('../dist/main.js', import.meta.url));
/** A flag adds no address to a variable, but replaces it. */
const ON_THIS_MACHINE = { IAM_CREDENTIAL_EXPORTER_WEB_LISTEN_ADDRESS: '127.0.0.1:10063' };
const START_DEADLINE = 30_000;
/** The exporter promises to end within 10 s of a signal. */
const STOP_DEADLINE = 15_000;

const now = Date.now() / 1000;
const ACCOUNTS = [
  {
    name: 'production',
    owner: 'payments',
    report: { users: 60, seed: 1, now, accountId: '111122223333', root: 'well-kept' },
  },
  {
    name: 'sandbox',
    owner: 'platform',
    report: { users: 12, seed: 2, now, accountId: '444455556666', root: 'neglected', passwordsExpire: false },
  },
] as const;

/** Machines may keep a key for longer, and the sandbox's passwords are accepted for now: see `exempt` and the limits on /metrics. */
const POLICY = {
  policy: {
    overrides: [{ match: { kind: 'machine' }, checks: { 'access-key-not-rotated': { maxAgeDays: 180 } } }],
  },
  exemptions: [
    {
      name: 'sandbox-passwords',
      accounts: ['sandbox'],
      checks: ['password-unused'],
      reason: 'nothing of value is in there',
      expires: new Date((now + 60 * 86_400) * 1000).toISOString().slice(0, 10),
    },
  ],
};

const folder = await mkdtemp(join(tmpdir(), 'iam-credential-exporter-demo-'));
try {
  process.exitCode = await runExporter(await writeFiles(), process.argv.slice(2));
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @returns the path of the configuration file. */
async function writeFiles(): Promise<string> {
  const accounts = [];
  for (const { name, owner, report } of ACCOUNTS) {
    const reportFile = join(folder, `${name}.csv`);
    await writeFile(reportFile, syntheticReport(report));
    accounts.push({ name, owner, reportFile, staleAfter: '7d' });
  }
  const configFile = join(folder, 'config.yaml');
  await writeFile(configFile, stringify({ accounts, ...POLICY }));
  return configFile;
}

/** @returns the exit code of the demo, once the exporter has ended. */
async function runExporter(configFile: string, flags: readonly string[]): Promise<number> {
  const exporter = spawn(
    process.execPath,
    [EXPORTER, `--config.file=${configFile}`, ...flags],
    // A process group of its own: it gets a Ctrl-C once, from here, not from the terminal and each process in between.
    { stdio: ['ignore', 'inherit', 'pipe'], detached: true, env: { ...ON_THIS_MACHINE, ...process.env } },
  );
  const ended = new AbortController();
  const ending = new Promise<string>((resolve) => {
    exporter.once('error', (error) => resolve(error.message));
    exporter.once('close', (code, signal) => resolve(signal ?? `exit code ${code ?? 'unknown'}`));
  }).finally(() => ended.abort());
  const stop = stopOnSignal(exporter);
  // Whatever happens here, no exporter stays behind.
  process.once('exit', () => exporter.kill());

  const url = await urlOnceReady(exporter.stderr, ended.signal);
  if (url === undefined && !ended.signal.aborted) {
    console.error(`\nThe exporter is not ready after ${START_DEADLINE / 1000} s.`);
    return 1;
  }
  if (url !== undefined) announce(url, configFile);
  const how = await ending;
  if (stop.requested) return 0;
  console.error(
    `\nThe exporter has ended (${how}): what it wrote above says why. Another port: npm run demo -- --web.listen-address=:10098`,
  );
  return 1;
}

function stopOnSignal(exporter: ChildProcess): { readonly requested: boolean } {
  const stop = { requested: false };
  const request = (signal: NodeJS.Signals) => {
    if (stop.requested) return;
    stop.requested = true;
    exporter.kill(signal);
    setTimeout(() => exporter.kill('SIGKILL'), STOP_DEADLINE).unref();
  };
  process.on('SIGINT', request);
  process.on('SIGTERM', request);
  // A closed terminal; to the exporter SIGHUP would mean "reload".
  process.on('SIGHUP', () => request('SIGTERM'));
  return stop;
}

/** The exporter's address once it answers that it is ready; undefined when it ended or took too long. */
async function urlOnceReady(log: Readable, ended: AbortSignal): Promise<string | undefined> {
  const giveUp = AbortSignal.any([ended, AbortSignal.timeout(START_DEADLINE)]);
  const url = await new Promise<string | undefined>((resolve) => {
    giveUp.addEventListener('abort', () => resolve(undefined));
    createInterface({ input: log }).on('line', (line) => {
      process.stderr.write(`${line}\n`);
      const listening = urlIn(line);
      if (listening !== undefined) resolve(listening);
    });
  });
  while (url !== undefined && !giveUp.aborted) {
    const ready = await fetch(`${url}/-/ready`, { signal: giveUp }).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return url;
    await sleep(200);
  }
  return undefined;
}

/** Taken from the log, not from the flags, which may ask for any free port. */
function urlIn(logLine: string): string | undefined {
  if (!/^\{.*"msg":"listening".*\}$/.test(logLine)) return undefined;
  const { address, port } = JSON.parse(logLine) as { address?: string; port: number };
  const everywhere = address === undefined || address === '::' || address === '0.0.0.0';
  const host = everywhere ? 'localhost' : address.includes(':') ? `[${address}]` : address;
  return `http://${host}:${port}`;
}

function announce(url: string, configFile: string): void {
  const accounts = ACCOUNTS.map(({ name, owner, report }) => {
    return `  ${name.padEnd(12)} ${report.users} users and root, owner ${owner}`;
  });
  console.log(`
The exporter serves the credential reports of two accounts:

${accounts.join('\n')}

  metrics      ${url}/metrics
  start page   ${url}/
  settings     ${configFile}

What is open, from another terminal in this folder:

  node dist/main.js check --config.file=${configFile}

All of it is synthetic: no AWS account is asked, and nobody listed there exists.
Press Ctrl-C to stop.
`);
}
