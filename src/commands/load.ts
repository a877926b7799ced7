import { type LoadedConfig, loadConfig } from '../config/load-config.ts';
import { warnOfEnded } from '../config/policy.ts';
import { warnOfExclusion } from '../metrics/exclusion.ts';
import type { Account } from '../model/account.ts';
import type { UnixSeconds } from '../model/time.ts';
import { isAhead } from '../refresh/due-time.ts';

/** The configuration, with the warnings that take the metrics' names or the clock. */
export async function load(file: string | undefined, now: UnixSeconds): Promise<LoadedConfig> {
  const loaded = await loadConfig(file);
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
  if (account.source !== 'file' || !isAhead(account.generatedTime ?? 0, now * 1000)) return [];
  return [
    `accounts: the generatedTime of "${account.name}" is in the future, so that nobody can see when its report is old`,
  ];
}
