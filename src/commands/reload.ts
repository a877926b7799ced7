import type { Config } from '../config/config.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { Log } from '../model/log.ts';

export interface ReloadInput {
  readonly load: () => Promise<LoadedConfig>;
  readonly apply: (config: Config) => void;
  /** Told how each reload ended. */
  readonly loaded: (successful: boolean) => void;
  readonly log: Log;
}

/** Resolves to the problems of the file, which is then not applied; none if it was. */
export type Reload = () => Promise<readonly string[]>;

/** Loads the configuration again, on SIGHUP and POST /-/reload: one at a time, as the last word must be the last file. */
export function createReload({ load, apply, loaded, log }: ReloadInput): Reload {
  let last: Promise<unknown> = Promise.resolve();

  async function reload(): Promise<readonly string[]> {
    try {
      return await tryToReload();
    } catch (error) {
      // A fault of this program: the exporter goes on with what it has.
      loaded(false);
      log.error({ stack: error instanceof Error ? error.stack : undefined }, 'the configuration could not be loaded');
      return ['the configuration could not be loaded: see the log'];
    }
  }

  async function tryToReload(): Promise<readonly string[]> {
    const result = await load();
    if (!result.ok) {
      loaded(false);
      log.error({ problems: result.problems }, 'the configuration was refused; the one before it still runs');
      return result.problems;
    }
    apply(result.config);
    loaded(true);
    log.info({ accounts: result.config.accounts.length }, 'configuration loaded');
    for (const warning of result.warnings) log.warn({}, warning);
    return [];
  }

  return () => {
    const next = last.then(reload, reload);
    last = next;
    return next;
  };
}
