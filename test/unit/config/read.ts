import type { Config } from '../../../src/config/config.ts';
import { readConfig } from '../../../src/config/load-config.ts';

/** The configuration of a file that must be good. */
export function goodConfig(yaml: string): Config {
  const result = readConfig(yaml, 'exporter.yml', '/etc/exporter');
  if (!result.ok) throw new Error(result.problems.join('\n'));
  return result.config;
}

/** The problems of a file, each as `exporter.yml:LINE: PATH: MESSAGE`; none if it is good. */
export function problemsOf(yaml: string): readonly string[] {
  const result = readConfig(yaml, 'exporter.yml', '/etc/exporter');
  return result.ok ? [] : result.problems;
}
