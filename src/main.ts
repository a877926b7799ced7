#!/usr/bin/env node
/** Composition root: the only file that reads argv, the environment, the clock and signals. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { readCommandLine, USAGE_ERROR } from './cli/command-line.ts';
import { createLog, standardError } from './cli/log.ts';
import { printPolicy } from './cli/policy.ts';
import { createReload } from './cli/reload.ts';
import type { Config } from './config/config.ts';
import type { Flags } from './config/flags.ts';
import { loadConfig } from './config/load-config.ts';
import { createExposition } from './exposition/exposition.ts';
import { idlePatterns, isExcluded } from './metrics/exclusion.ts';
import { createProcessMetrics } from './metrics/process-metrics.ts';
import type { Account } from './model/account.ts';
import type { Clock } from './model/clock.ts';
import type { ReportSource } from './model/report-source.ts';
import { createExporterState } from './refresh/exporter-state.ts';
import { createRefreshLoop } from './refresh/refresh-loop.ts';
import { createAccountClients } from './sources/aws/account-clients.ts';
import { createCredentialReportSource } from './sources/aws/credential-report.ts';
import { createReportFileSource } from './sources/report-file.ts';
import { createApp } from './web/app.ts';
import { listen } from './web/server.ts';

/** A wrong permission must become visible on /metrics, and not stay hidden behind a Service without endpoints. */
const READY_AFTER_MS = 60_000;
/** The refresh loop turns every few seconds. */
const UNHEALTHY_AFTER_MS = 60_000;

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const clock: Clock = {
  now: () => Date.now(),
  async sleep(ms, signal) {
    await setTimeout(ms, undefined, { signal }).catch(() => undefined);
  },
};

// A call to AWS that does not know the stop signal must not hold up the exit.
process.exit(await main());

async function main(): Promise<number> {
  const commandLine = readCommandLine({
    args: process.argv.slice(2),
    environment: process.env,
    version,
    writeOut: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
  });
  if (commandLine.command === 'exit') return commandLine.code;
  const { flags } = commandLine;
  const loaded = await loadConfig(flags.configFile);
  if (!loaded.ok) {
    process.stderr.write(`${loaded.problems.join('\n')}\n`);
    return USAGE_ERROR;
  }
  if (flags.configCheck) {
    for (const warning of loaded.warnings) process.stderr.write(`warning: ${warning}\n`);
    process.stdout.write(`${flags.configFile ?? 'the default configuration'} is good\n`);
    return 0;
  }
  if (commandLine.command === 'policy') {
    const { code, out, error } = printPolicy(loaded.config, commandLine.account);
    process.stdout.write(out);
    process.stderr.write(error);
    return code;
  }
  return serve(flags, loaded.config, loaded.warnings);
}

async function serve(flags: Flags, initial: Config, warnings: readonly string[]): Promise<number> {
  const log = createLog(flags.logLevel, standardError());
  // The SDK would print a notice of several lines on Node 20, among the log's lines of JSON.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  let config = initial;
  const state = createExporterState(version, clock);
  const clientOf = createAccountClients((operation, outcome) => state.countAwsRequest(operation, outcome));
  const createSource = (account: Account): ReportSource =>
    account.source === 'file'
      ? createReportFileSource(account)
      : createCredentialReportSource(clientOf(account), { clock, random: Math.random });

  const refresh = createRefreshLoop(
    { clock, random: Math.random, log, createSource, onChange: () => exposition.markDirty() },
    config,
  );
  const exposition = createExposition({
    clock,
    processMetrics: createProcessMetrics(),
    snapshots: () => refresh.snapshots(),
    state: (series) => state.read(refresh.accountStates(), series),
    options: () => ({
      perUser: config.metrics.perUser,
      excluded: (name) => isExcluded(name, config.metrics.exclude),
    }),
  });
  const reload = createReload({
    load: () => loadConfig(flags.configFile),
    apply: (next) => {
      config = next;
      warnOfIdlePatterns();
      refresh.configure(next);
    },
    loaded: (successful) => state.configLoaded(successful),
    log,
  });

  const startedAt = clock.now();
  let ready = false;
  const app = createApp({
    version,
    telemetryPath: flags.telemetryPath,
    exposition,
    isReady: () => {
      ready ||= refresh.everyAccountTried() && exposition.isCurrent();
      return ready || clock.now() - startedAt >= READY_AFTER_MS;
    },
    isHealthy: () => clock.now() - refresh.lastTurn() < UNHEALTHY_AFTER_MS,
    reload: flags.enableLifecycle ? reload : undefined,
    log,
  });

  const stop = new AbortController();
  process.once('SIGTERM', () => stop.abort());
  process.once('SIGINT', () => stop.abort());
  process.on('SIGHUP', () => void reload());

  for (const warning of warnings) log.warn({}, warning);
  warnOfIdlePatterns();
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

  function warnOfIdlePatterns(): void {
    for (const { source } of idlePatterns(config.metrics.exclude)) {
      log.warn({ pattern: source }, 'metrics.exclude: no metric of this exporter has a name that this pattern matches');
    }
  }
}
