import { createConfigFile } from '../config/config-file.ts';
import { defaultConfig, type LoadedConfig, toLoadedConfig } from '../config/load-config.ts';
import { warnOfEnded } from '../config/policy.ts';
import { warnOfExclusion } from '../metrics/exclusion.ts';
import type { Account } from '../model/account.ts';
import { type Clock, unixSeconds } from '../model/clock.ts';
import { isAhead } from '../model/facts/moment.ts';
import type { UnixSeconds } from '../model/time.ts';

export interface ConfigLoader {
  readonly load: () => Promise<LoadedConfig>;
  /** Looks twice: somebody may be writing the file, who then asked for the reload too early. */
  readonly loadAgain: () => Promise<LoadedConfig>;
}

/** @param file undefined: no file at all, which is the one account of the default AWS credential chain. */
export function createConfigLoader(file: string | undefined, clock: Clock): ConfigLoader {
  if (file === undefined) {
    const load = () => Promise.resolve(withWarnings(defaultConfig(), unixSeconds(clock)));
    return { load, loadAgain: load };
  }
  const { read, readAgain } = createConfigFile(file, clock);
  const loaded = async (text: ReturnType<typeof read>) =>
    withWarnings(toLoadedConfig(file, await text), unixSeconds(clock));
  return { load: () => loaded(read()), loadAgain: () => loaded(readAgain()) };
}

/** The configuration, with the warnings that take the metrics' names or the clock. */
function withWarnings(loaded: LoadedConfig, now: UnixSeconds): LoadedConfig {
  if (!loaded.ok) return loaded;
  const { accounts, metrics, policy } = loaded.config;
  const more = [
    ...warnOfExclusion(metrics.exclude),
    ...warnOfEnded(policy, now),
    ...accounts.flatMap((account) => warnOfFuture(account, now)),
  ];
  return { ...loaded, warnings: [...loaded.warnings, ...more] };
}

function warnOfFuture(account: Account, now: UnixSeconds): string[] {
  if (account.source !== 'file' || !isAhead(account.generatedTime ?? 0, now)) return [];
  return [
    `accounts: the generatedTime of "${account.name}" is in the future, so that nobody can see when its report is old`,
  ];
}
