import { accountsThatLeave, lossRefusal, namesOf } from '../config/account-loss.ts';
import type { Config } from '../config/config.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { stackFrames } from '../model/stack-frames.ts';
import type { Log } from '../model/log.ts';

export interface ReloadInput {
  readonly load: () => Promise<LoadedConfig>;
  /** The configuration that runs. */
  readonly current: () => Config;
  readonly apply: (config: Config) => void;
  /** Told how each reload ended. */
  readonly loaded: (successful: boolean) => void;
  readonly log: Log;
}

/** Resolves to the problems of the file, which is then not applied; none if it was. */
export type Reload = () => Promise<readonly string[]>;

/**
 * Loads the configuration again, on SIGHUP and POST /-/reload: one at a time, as the last word must be the last file. A reload that is
 * asked for while one waits for its turn is that one, which is yet to read the file.
 */
export function createReload({ load, current, apply, loaded, log }: ReloadInput): Reload {
  let running: Promise<unknown> = Promise.resolve();
  let waiting: Promise<readonly string[]> | undefined;

  async function reload(): Promise<readonly string[]> {
    waiting = undefined;
    try {
      return await tryToReload();
    } catch (error) {
      // A fault of this program: the exporter goes on with what it has.
      loaded(false);
      log.error({ stack: stackFrames(error) }, 'the configuration could not be loaded');
      return ['the configuration could not be loaded: see the log'];
    }
  }

  async function tryToReload(): Promise<readonly string[]> {
    const result = await load();
    if (!result.ok) return refuse(result.problems);
    const before = current();
    const loss = lossRefusal(before, result.config);
    if (loss !== undefined) return refuse([loss]);
    const left = accountsThatLeave(before, result.config);
    // Some of them the organization may have.
    const words =
      result.config.organization === undefined ? 'accounts that left' : 'accounts that are not listed any more';
    apply(result.config);
    loaded(true);
    log.info({ accounts: result.config.accounts.length }, 'configuration loaded');
    if (left.length > 0) log.warn({ left: left.length }, `${words}: ${namesOf(left)}`);
    for (const warning of result.warnings) log.warn({}, warning);
    return [];
  }

  function refuse(problems: readonly string[]): readonly string[] {
    loaded(false);
    log.error({ problems }, 'the configuration was refused; the one before it still runs');
    return problems;
  }

  return () => {
    waiting ??= running.then(reload);
    running = waiting;
    return waiting;
  };
}
