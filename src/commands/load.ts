import { checkAwsEnvironment } from '../config/aws-environment.ts';
import type { Config } from '../config/config.ts';
import { createConfigFile } from '../config/config-file.ts';
import { defaultConfig, type LoadedConfig, toLoadedConfig } from '../config/load-config.ts';
import { warnOfEnded } from '../config/policy.ts';
import { warnOfExclusion } from '../metrics/exclusion.ts';
import type { Account } from '../model/account.ts';
import { type Clock, unixSeconds } from '../model/clock.ts';
import type { Environment } from '../model/environment.ts';
import { isAhead } from '../model/facts/moment.ts';
import type { UnixSeconds } from '../model/time.ts';

export interface ConfigLoader {
  readonly load: () => Promise<LoadedConfig>;
  /**
   * Looks twice: somebody may be writing the file, who then asked for the reload too early. Refuses what a start with this file would
   * refuse: accounts may ask AWS now, or in another partition.
   */
  readonly loadAgain: () => Promise<LoadedConfig>;
}

/** @param file undefined: no file at all, which is the one account of the default AWS credential chain. */
export function createConfigLoader(file: string | undefined, clock: Clock, environment: Environment): ConfigLoader {
  if (file === undefined) {
    const load = () => Promise.resolve(withWarnings(defaultConfig(), unixSeconds(clock)));
    return { load, loadAgain: load };
  }
  const { read, readAgain } = createConfigFile(file, clock);
  const loaded = async (text: ReturnType<typeof read>) =>
    withWarnings(toLoadedConfig(file, await text), unixSeconds(clock));
  return { load: () => loaded(read()), loadAgain: async () => withAws(await loaded(readAgain()), environment) };
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

function withAws(loaded: LoadedConfig, environment: Environment): LoadedConfig {
  if (!loaded.ok || !asksAws(loaded.config)) return loaded;
  const { problems, warnings } = checkAwsEnvironment(environment, loaded.config.accounts);
  if (problems.length > 0) return { ok: false, problems };
  return { ...loaded, warnings: [...loaded.warnings, ...warnings] };
}

/** Files need nothing of what is set for AWS. */
export function asksAws({ accounts, organization }: Pick<Config, 'accounts' | 'organization'>): boolean {
  return organization !== undefined || accounts.some(({ source }) => source === 'aws');
}

function warnOfFuture(account: Account, now: UnixSeconds): string[] {
  if (account.source !== 'file' || !isAhead(account.generatedTime ?? 0, now)) return [];
  return [
    `accounts: the generatedTime of "${account.name}" is in the future, so that nobody can see when its report is old`,
  ];
}
