import type { Config } from '../../src/config/config.ts';
import { defaultConfig as loadDefault } from '../../src/config/load-config.ts';

/** What holds without a configuration file. */
export function defaultConfig(): Config {
  const loaded = loadDefault();
  if (!loaded.ok) throw new Error(loaded.problems.join());
  return loaded.config;
}
