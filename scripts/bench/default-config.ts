import type { Config } from '../../src/config/config.ts';
import { loadConfig } from '../../src/config/load-config.ts';

/** What holds without a configuration file. */
export async function defaultConfig(): Promise<Config> {
  const loaded = await loadConfig(undefined);
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.config;
}
