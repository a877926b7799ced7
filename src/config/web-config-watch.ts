/**
 * The file of `--web.config.file` while the exporter runs: read again when somebody uses it and one of its files has changed. A bad file
 * changes nothing.
 */
import type { SteadyClock } from '../model/clock.ts';
import type { Log } from '../model/log.ts';
import { stackFrames } from '../model/stack-frames.ts';
import type { WebSettings } from '../model/web-settings.ts';
import { createConfigFile } from './config-file.ts';
import { stateOfFile } from './file-state.ts';
import { lossProblems, type WrittenWebConfig } from './web-config-loss.ts';
import { type LoadedWebConfig, type TlsProblem, toWebConfig } from './web-config.ts';

/** How old what is known of the files may be. */
const FRESH_MS = 1_000;
/** A request waits so long for a disk, and then takes what is known. */
const LONGEST_WAIT_MS = 1_000;

const SWITCHED = 'TLS can be turned on or off only by a restart';

/** The settings at the start, and what watches over them. */
export interface GoodWebConfig {
  readonly ok: true;
  readonly settings: WebSettings;
  readonly warnings: readonly string[];
  readonly watch: (input: WatchInput) => WebSettingsSource;
}

export type StartedWebConfig = GoodWebConfig | { readonly ok: false; readonly problems: readonly string[] };

export interface WatchInput {
  readonly log: Log;
  /** Told how each reading ended. */
  readonly loaded: (successful: boolean) => void;
}

/** Resolves to settings that are as good as those of the files a second ago. Never rejects. */
export type WebSettingsSource = () => Promise<WebSettings>;

/** @param stateOf replaceable, since a disk that does not answer is not to be had in a test. */
export async function startWebConfig(
  file: string,
  clock: SteadyClock,
  tlsProblem: TlsProblem,
  stateOf = stateOfFile,
): Promise<StartedWebConfig> {
  const texts = createConfigFile(file, clock);
  // Before the reading. Only the reading has a deadline, so that it is waited for first.
  const configState = stateOf(file);
  const first = await toWebConfig(file, await texts.read(), tlsProblem, stateOf);
  if (!first.ok) return first;
  const { settings, warnings, files, written } = first;
  const seen = new Map([[file, await configState], ...files]);
  const load = async () => toWebConfig(file, await texts.readAgain(), tlsProblem, stateOf);
  return {
    ok: true,
    settings,
    warnings,
    watch: (input) => watch({ ...input, file, clock, load, stateOf, settings, written, seen }),
  };
}

interface Watched extends WatchInput {
  readonly file: string;
  readonly clock: SteadyClock;
  readonly load: () => Promise<LoadedWebConfig>;
  readonly stateOf: typeof stateOfFile;
  readonly settings: WebSettings;
  readonly written: WrittenWebConfig;
  readonly seen: Seen;
}

/** The files, each with its state before it was read. */
type Seen = ReadonlyMap<string, string>;

function watch({
  file,
  clock,
  load,
  stateOf,
  settings: first,
  written: firstWritten,
  seen: firstSeen,
  log,
  loaded,
}: Watched): WebSettingsSource {
  let settings = first;
  let written = firstWritten;
  let seen = firstSeen;
  let problemsBefore = '';
  let lookedAt = clock.passed();
  let looking: { readonly ends: Promise<void>; readonly since: number } | undefined;

  async function lookAndEnd(): Promise<void> {
    try {
      await look();
    } catch (error) {
      // A fault of this program: the exporter goes on with what it has.
      log.error({ stack: stackFrames(error) }, 'the web configuration could not be read');
    } finally {
      lookedAt = clock.passed();
      looking = undefined;
    }
  }

  async function look(): Promise<void> {
    const states = await Promise.all(Array.from(seen.keys(), stateOf));
    if (states.join() !== [...seen.values()].join()) await readAgain();
  }

  async function readAgain(): Promise<void> {
    const configState = await stateOf(file);
    const next = await load();
    seen = new Map([[file, configState], ...next.files]);
    const problems = next.ok ? refusals(next) : next.problems;
    loaded(problems.length === 0);
    if (next.ok && problems.length === 0) {
      ({ settings, written } = next);
      log.info({ users: settings.users.size }, 'web configuration loaded');
      for (const warning of next.warnings) log.warn({}, warning);
    } else if (problems.join() !== problemsBefore) {
      log.error({ problems }, 'the web configuration was refused; the one before it still runs');
    }
    problemsBefore = problems.join();
  }

  function refusals(next: LoadedWebConfig & { readonly ok: true }): string[] {
    const switches = (next.settings.tls === undefined) !== (first.tls === undefined);
    return [...(switches ? [SWITCHED] : []), ...lossProblems(written, next.written)].map(
      (problem) => `${file}: ${problem}`,
    );
  }

  return async () => {
    const now = clock.passed();
    if (looking === undefined && now - lookedAt < FRESH_MS) return settings;
    looking ??= { ends: lookAndEnd(), since: now };
    // A disk that does not answer has kept the first ones waiting.
    const left = looking.since + LONGEST_WAIT_MS - now;
    if (left <= 0) return settings;
    const ended = new AbortController();
    await Promise.race([looking.ends, clock.sleep(left, ended.signal)]);
    ended.abort();
    return settings;
  };
}
