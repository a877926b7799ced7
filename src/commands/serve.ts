/** The exporter itself: puts every room together and runs until it is told to stop. */
import { createLog, standardError } from '../cli/log.ts';
import type { Config } from '../config/config.ts';
import type { Flags } from '../config/flags.ts';
import { createExposition } from '../exposition/exposition.ts';
import { isExcluded } from '../metrics/exclusion.ts';
import { createProcessMetrics } from '../metrics/process-metrics.ts';
import { createExporterState } from '../refresh/exporter-state.ts';
import { createPlaces } from '../refresh/places.ts';
import { createRefreshLoop } from '../refresh/refresh-loop.ts';
import { createReportFiles } from '../refresh/report-files.ts';
import { createApp } from '../web/app.ts';
import { createProbes } from '../web/probes.ts';
import { listen, type RunningServer } from '../web/server.ts';
import { createConfigLoader } from './load.ts';
import type { Outside } from './outside.ts';
import { createReload } from './reload.ts';
import { createSources } from './sources.ts';

/** Resolves to the exit code. */
export async function serve(
  outside: Outside,
  flags: Flags,
  initial: Config,
  warnings: readonly string[],
): Promise<0 | 1> {
  const { version, clock, random } = outside;
  const log = createLog(flags.logLevel, standardError());
  outside.onWarning(({ name, message }) => log.warn({ warning: name }, message));
  let config = initial;
  const { storagePath: folder } = flags;
  const state = createExporterState(version, clock, folder !== undefined);
  const places = createPlaces(config.concurrency, clock);
  const sourcesOf = createSources(
    {
      log,
      inPlace: places.inPlace,
      count: (operation, outcome) => state.countAwsRequest(operation, outcome),
      answered: (date) => state.awsAnswered(date),
    },
    { clock, random },
  );
  const reportFiles =
    folder === undefined ? undefined : createReportFiles({ folder, log, onError: () => state.countStorageError() });
  const refresh = createRefreshLoop(
    { clock, random, log, sourcesOf, reportFiles, onChange: () => exposition.markDirty() },
    config,
  );
  const exposition = createExposition({
    clock,
    log,
    processMetrics: createProcessMetrics(),
    collectGarbage: outside.collectGarbage,
    facts: () => refresh.facts(),
    state: (page) => state.read({ ...page, facts: refresh.states() }),
    options: () => ({
      perUser: config.metrics.perUser,
      policy: config.policy,
      ownerTag: config.ownerTag,
      accounts: config.accounts.length,
      excluded: (name) => isExcluded(name, config.metrics.exclude),
    }),
  });
  const reload = createReload({
    load: createConfigLoader(flags.configFile, clock).loadAgain,
    current: () => config,
    apply: (next) => {
      config = next;
      places.setSize(next.concurrency);
      refresh.configure(next);
      exposition.markDirty(true);
    },
    loaded: (successful) => state.configLoaded(successful),
    log,
  });
  const stop = outside.stopSignal();
  outside.onHangUp(() => void reload());

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

  for (const warning of warnings) log.warn({}, warning);
  let server: RunningServer;
  try {
    server = await listen(app, flags.listenAddress.host, flags.listenAddress.port);
  } catch (error) {
    log.error({ code: (error as NodeJS.ErrnoException).code, ...flags.listenAddress }, 'cannot listen on this address');
    return 1;
  }
  log.info({ version, address: server.address, port: server.port, accounts: config.accounts.length }, 'listening');
  await Promise.all([refresh.run(stop), exposition.run(stop)]);
  await server.close();
  log.info({}, 'stopped');
  return 0;
}
