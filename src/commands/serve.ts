/** The exporter itself: puts every room together and runs until it is told to stop. */
import { createLog } from '../cli/log.ts';
import { openLogDestination } from '../cli/log-destination.ts';
import { type Config, secretsOf } from '../config/config.ts';
import { regionProblem } from '../config/region.ts';
import type { Flags } from '../config/flags.ts';
import type { GoodWebConfig } from '../config/web-config-watch.ts';
import { createExposition } from '../exposition/exposition.ts';
import { isExcluded } from '../metrics/exclusion.ts';
import { createProcessMetrics } from '../metrics/process-metrics.ts';
import { unixSeconds } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import { createExporterState, type ExporterStateKeeper } from '../refresh/exporter-state.ts';
import { createFactFiles } from '../refresh/fact-files.ts';
import { createFilePlaces } from '../refresh/file-places.ts';
import { createDiscovery } from '../refresh/discovery.ts';
import { type Membership, membershipOf, membershipState } from '../refresh/membership.ts';
import { organizationState } from '../refresh/organization-state.ts';
import { createPlaces } from '../refresh/places.ts';
import { createRefreshLoop, type UnreadAccounts } from '../refresh/refresh-loop.ts';
import type { RefreshSettings } from '../refresh/refresh-settings.ts';
import { readBounded } from '../sources/read-bounded.ts';
import { createAccountAccess } from '../sources/aws/account-access.ts';
import { clientsOf } from '../sources/aws/account-clients.ts';
import { describeSdkWarning } from '../sources/aws/sdk-warnings.ts';
import { settingsOf } from '../views/settings.ts';
import { createApp } from '../web/app.ts';
import { createProbes } from '../web/probes.ts';
import { createGuard } from '../web/guard.ts';
import { createProbeApp } from '../web/probe-app.ts';
import { openListeners } from './listeners.ts';
import { createConfigLoader } from './load.ts';
import type { Outside } from './outside.ts';
import { createReload } from './reload.ts';
import { threadsOf } from './threads.ts';
import { createOrganizationSources } from './organization-sources.ts';
import { createRootAdvice } from './root-advice.ts';
import { withoutSecretsIn } from './shown-state.ts';
import { createSources } from './sources.ts';
import { shardOf } from '../refresh/shards.ts';

/** Bytes: of what stands before a stored fact in its file. */
const LONGEST_HEADING = 64 * 1024;

/** What was read before the exporter began. */
interface Started {
  readonly warnings: readonly string[];
  readonly web: GoodWebConfig;
}

/** Resolves to the exit code. */
export async function serve(
  outside: Outside,
  flags: Flags,
  { initial, ...started }: Started & { readonly initial: Config },
): Promise<0 | 1> {
  const state = createExporterState(outside.version, outside.clock, flags.storagePath !== undefined);
  const destination = openLogDestination(outside.standardError, () => state.countDroppedLogLine());
  outside.atEnd(() => destination.end());
  const current = { config: initial, secrets: secretsOf(initial), members: NOBODY };
  const log = createLog(flags, destination, () => current.secrets);
  return serveLogging({ ...outside, log, state }, flags, current, started);
}

async function serveLogging(
  outside: Outside & { readonly log: Log; readonly state: ExporterStateKeeper },
  flags: Flags,
  current: Running,
  { warnings, web }: Started,
): Promise<0 | 1> {
  const { version, clock, random, stop, log, state, environment } = outside;
  outside.onConsole((line) => log.warn({}, describeSdkWarning(line)));
  outside.onWarning(({ name, message }) => log.warn({ warning: name }, message));
  const { storagePath: folder } = flags;
  const places = createPlaces(current.config.concurrency, clock);
  const inFilePlace = createFilePlaces(threadsOf(environment));
  const access = createAccountAccess({
    log,
    clock,
    environment,
    inPlace: places.inPlace,
    regionProblem,
    count: (operation, outcome) => state.countAwsRequest(operation, outcome),
    answered: (date) => state.awsAnswered(date),
  });
  const sourcesOf = createSources({
    clock,
    random,
    inFilePlace,
    clientOf: clientsOf(access),
    accessTo: access.to,
    collectGarbage: outside.collectGarbage,
    watched: () => current.config,
  });
  const factFiles =
    folder === undefined
      ? undefined
      : createFactFiles({
          folder,
          log,
          inFilePlace,
          readFile: async (file) => (await readBounded(file, current.config.reportSizeLimit + LONGEST_HEADING)).bytes,
          onError: () => state.countStorageError(),
        });
  const discovery = createDiscovery(
    {
      clock,
      random,
      log,
      sourceOf: createOrganizationSources({ clock, random, access, totalShards: flags.totalShards }),
      file: factFiles?.organization,
      isOwnShard: (account) => shardOf(account, flags.totalShards) === flags.shard,
      onChange: () => takeMembers(),
    },
    current.config,
  );
  current.members = membershipOf(discovery.members(), flags);
  const refresh = createRefreshLoop(
    { clock, random, log, sourcesOf, factFiles, onChange: () => exposition.markDirty() },
    refreshSettings(current),
  );
  const adviseOnRoot = createRootAdvice(log);
  const exposition = createExposition({
    clock,
    log,
    processMetrics: createProcessMetrics(),
    collectGarbage: outside.collectGarbage,
    facts: () => {
      const facts = refresh.facts();
      adviseOnRoot(facts, current.config);
      return facts;
    },
    state: (page) => {
      const facts = [...discovery.states(), ...refresh.states()].map((fact) => withoutSecretsIn(fact, current.secrets));
      return state.read({
        ...page,
        facts,
        ...membershipState(current.members, discovery.isComplete(), refresh.accountIds()),
        ...(current.config.organization !== undefined && { organization: organizationState(current.members, facts) }),
      });
    },
    options: () => ({
      perUser: current.config.metrics.perUser,
      policy: current.config.policy,
      ownerTag: current.config.ownerTag,
      accounts: current.members.own.length,
      excluded: (name) => isExcluded(name, current.config.metrics.exclude),
    }),
  });
  function takeMembers(): void {
    current.members = membershipOf(discovery.members(), flags);
    refresh.configure(refreshSettings(current));
    exposition.markDirty(true);
  }
  const reload = createReload({
    load: createConfigLoader(flags.configFile, clock, environment).loadAgain,
    current: () => current.config,
    apply: (next) => {
      Object.assign(current, { config: next, secrets: secretsOf(next) });
      places.setSize(next.concurrency);
      discovery.configure(next);
      takeMembers();
    },
    loaded: (successful) => state.configLoaded(successful),
    log,
  });

  const probes = createProbes({
    clock,
    unread: () => sumOf(refresh.unread(), discovery.unread()),
    pageIsCurrent: () => exposition.isCurrent(),
    lastRendering: () => exposition.lastRendering(),
    lastTurn: () => refresh.lastTurn(),
  });
  const webSettings = web.watch({ log, loaded: (successful) => state.webConfigLoaded(successful) });
  const app = createApp({
    version,
    telemetryPath: flags.telemetryPath,
    exposition,
    settings: () => settingsOf(current.config, flags),
    held: () => ({ ...exposition.shown(), state: exposition.state(), now: unixSeconds(clock) }),
    probes,
    reload: flags.enableLifecycle ? reload : undefined,
    guard: createGuard({ settings: webSettings, clock }),
    log,
  });

  for (const warning of warnings) log.warn({}, warning);
  // A supervisor may want it to end before it has begun.
  if (stop.aborted) return 0;
  const tls = web.settings.tls === undefined ? undefined : async () => (await webSettings()).tls;
  const listeners = await openListeners(
    { app, tls, probeApp: createProbeApp(probes, log), fields: { version, accounts: current.config.accounts.length } },
    flags,
    log,
  );
  if (listeners === undefined) return 1;
  outside.onHangUp(() => void reload());
  // What an earlier run knew of the organization says which accounts it has stored.
  const reading = discovery.restore(stop).then(() => Promise.all([discovery.run(stop), refresh.run(stop)]));
  await Promise.all([reading, exposition.run(stop), aborted(stop).then(() => listeners.close())]);
  log.info({}, 'stopped');
  return 0;
}

/** What changes with a reload. */
interface Running {
  config: Config;
  secrets: readonly string[];
  members: Membership;
}

/** Until the accounts are known. */
const NOBODY: Membership = { shard: 0, totalShards: 1, all: [], own: [], outside: [] };

function refreshSettings({ config, members }: Running): RefreshSettings {
  return { ...config, accounts: members.own };
}

function sumOf(one: UnreadAccounts, other: UnreadAccounts): UnreadAccounts {
  return { failed: one.failed + other.failed, waiting: one.waiting + other.waiting };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
}
