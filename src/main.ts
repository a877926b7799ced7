#!/usr/bin/env node
/** Composition root: the only file that reads argv, the environment, the clock and signals. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { checkAccounts, type CheckOptions, progress } from './cli/check.ts';
import { readCommandLine, USAGE_ERROR } from './cli/command-line.ts';
import { createLog, standardError } from './cli/log.ts';
import { printPolicy } from './cli/policy.ts';
import { print } from './cli/print.ts';
import { createReload } from './cli/reload.ts';
import { type Config, toReportFileAccount } from './config/config.ts';
import type { Flags } from './config/flags.ts';
import { type LoadedConfig, loadConfig } from './config/load-config.ts';
import { warnOfEnded } from './config/policy.ts';
import { createExposition } from './exposition/exposition.ts';
import { isExcluded, warnOfExclusion } from './metrics/exclusion.ts';
import { createProcessMetrics } from './metrics/process-metrics.ts';
import type { Account } from './model/account.ts';
import { type Clock, unixSeconds } from './model/clock.ts';
import type { Log } from './model/log.ts';
import type { ReportSource } from './model/report-source.ts';
import { createExporterState } from './refresh/exporter-state.ts';
import { createRefreshLoop } from './refresh/refresh-loop.ts';
import { refreshOnce } from './refresh/refresh-once.ts';
import { createAccountClients } from './sources/aws/account-clients.ts';
import type { CountAwsRequest } from './sources/aws/count-requests.ts';
import { createCredentialReportSource } from './sources/aws/credential-report.ts';
import { createReportFileSource } from './sources/report-file.ts';
import { createApp } from './web/app.ts';
import { createProbes } from './web/probes.ts';
import { listen } from './web/server.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const clock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await setTimeout(ms, undefined, { signal }).catch(() => undefined);
  },
};

/** Exit code of a fault of this program, apart from those with a meaning: EX_SOFTWARE of sysexits.h. */
const CRASHED = 70;

// A call to AWS that does not know the stop signal must not hold up the exit.
process.exit(
  await main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
    return CRASHED;
  }),
);

async function main(): Promise<number> {
  const commandLine = readCommandLine({
    args: process.argv.slice(2),
    environment: process.env,
    version,
    writeOut: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
  });
  if (commandLine.command === 'exit') return commandLine.code;
  const refused = commandLine.command === 'refused';
  const loaded = await load(refused ? commandLine.configFile : commandLine.flags.configFile);
  if (refused || !loaded.ok) {
    const problems = [...(refused ? commandLine.problems : []), ...(loaded.ok ? [] : loaded.problems)];
    await print(process.stderr, `${problems.join('\n')}\n`);
    return USAGE_ERROR;
  }
  const { flags } = commandLine;
  if (flags.configCheck) {
    await print(process.stderr, warningLines(loaded.warnings));
    const { length } = loaded.config.accounts;
    const file = flags.configFile ?? 'the default configuration';
    await print(process.stdout, `${file} is good: ${length} ${length === 1 ? 'account' : 'accounts'}\n`);
    return 0;
  }
  if (commandLine.command === 'iam-policy') {
    const { code, out, error } = printPolicy(loaded.config, commandLine.account);
    await print(process.stdout, out);
    await print(process.stderr, error);
    return code;
  }
  if (commandLine.command === 'check') {
    await print(process.stderr, warningLines(loaded.warnings));
    return check(flags, loaded.config, commandLine.options);
  }
  return serve(flags, loaded.config, loaded.warnings);
}

function warningLines(warnings: readonly string[]): string {
  return warnings.map((warning) => `warning: ${warning}\n`).join('');
}

async function check(flags: Flags, config: Config, options: CheckOptions): Promise<number> {
  const { reportFile } = options;
  const accounts = reportFile === undefined ? config.accounts : [toReportFileAccount(reportFile)];
  const log = createLog(flags.logLevel, standardError());
  quietSdk();
  let done = 0;
  const results = await refreshOnce(
    {
      clock,
      createSource: createSources(log, () => undefined),
      onResult: (result) => {
        done += 1;
        if (accounts.length > 1) process.stderr.write(progress(result, done, accounts.length));
        const { cause } = result.failure ?? {};
        if (result.failure?.reason === 'internal')
          log.error({ stack: cause instanceof Error && cause.stack }, 'a fault');
      },
    },
    { ...config, accounts },
  );
  const { code, out, error } = checkAccounts(results, config.policy, options, unixSeconds(clock));
  await print(process.stdout, out);
  await print(process.stderr, error);
  return code;
}

async function serve(flags: Flags, initial: Config, warnings: readonly string[]): Promise<number> {
  const log = createLog(flags.logLevel, standardError());
  process.removeAllListeners('warning').on('warning', ({ name, message }) => log.warn({ warning: name }, message));
  quietSdk();
  let config = initial;
  const state = createExporterState(version, clock);
  const createSource = createSources(log, (operation, outcome) => state.countAwsRequest(operation, outcome));
  const refresh = createRefreshLoop(
    { clock, random: Math.random, log, createSource, onChange: () => exposition.markDirty() },
    config,
  );
  const exposition = createExposition({
    clock,
    processMetrics: createProcessMetrics(),
    snapshots: () => refresh.snapshots(),
    state: (series) => state.read(refresh.factStates(), series),
    options: () => ({
      perUser: config.metrics.perUser,
      policy: config.policy,
      accounts: config.accounts.length,
      excluded: (name) => isExcluded(name, config.metrics.exclude),
    }),
  });
  const reload = createReload({
    load: () => load(flags.configFile),
    apply: (next) => {
      config = next;
      refresh.configure(next);
      exposition.markDirty(true);
    },
    loaded: (successful) => state.configLoaded(successful),
    log,
  });

  const probes = createProbes({
    clock,
    everyAccountTried: () => refresh.everyAccountTried(),
    pageIsCurrent: () => exposition.isCurrent(),
    lastTurn: () => refresh.lastTurn(),
  });
  const app = createApp({
    version,
    telemetryPath: flags.telemetryPath,
    exposition,
    probes,
    reload: flags.enableLifecycle ? reload : undefined,
    log,
  });

  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  process.once('SIGINT', () => stop.abort());
  process.on('SIGHUP', () => void reload());

  for (const warning of warnings) log.warn({}, warning);
  let server;
  try {
    server = await listen(app, flags.listenAddress.host, flags.listenAddress.port);
  } catch (error) {
    log.error({ code: (error as NodeJS.ErrnoException).code, ...flags.listenAddress }, 'cannot listen on this address');
    return 1;
  }
  log.info({ version, address: server.address, port: server.port, accounts: config.accounts.length }, 'listening');
  await Promise.all([refresh.run(stop.signal), exposition.run(stop.signal)]);
  await server.close();
  log.info({}, 'stopped');
  return 0;
}

function createSources(log: Log, count: CountAwsRequest): (account: Account) => ReportSource {
  const clientOf = createAccountClients({ count, log });
  return (account) =>
    account.source === 'file'
      ? createReportFileSource(account)
      : createCredentialReportSource(clientOf(account), { clock, random: Math.random });
}

/** The SDK would print a notice of several lines on Node 20, among the log's lines of JSON. */
function quietSdk(): void {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
}

/** The configuration, with what only the metrics' own names and the clock can tell of it. */
async function load(file: string | undefined): Promise<LoadedConfig> {
  const loaded = await loadConfig(file);
  if (!loaded.ok) return loaded;
  const { metrics, policy } = loaded.config;
  const more = [...warnOfExclusion(metrics.exclude), ...warnOfEnded(policy, unixSeconds(clock))];
  return { ...loaded, warnings: [...loaded.warnings, ...more] };
}
