/** The commands of this program that it prints for people to run: each finds the configuration with which the program was run. */
import { FLAGS } from '../config/flags.ts';
import { shellWord } from '../model/shell-word.ts';

export interface OwnCommands {
  /** How the damage of these keys is contained. */
  readonly whose: (...keyIds: readonly string[]) => string;
  /** What was done with a key. */
  readonly activity: (keyId: string, ...options: readonly string[]) => string;
}

/** @param configFile undefined: there was none. */
export function ownCommands(configFile: string | undefined): OwnCommands {
  const config = configFile === undefined ? [] : [`--${FLAGS.configFile.name}=${shellWord(configFile)}`];
  const run = (command: string, ...words: readonly string[]) =>
    ['iam-credential-exporter', command, ...config, ...words].join(' ');
  return {
    whose: (...keyIds) => run('whose', '--leaked', ...keyIds),
    activity: (keyId, ...options) => run('activity', '--key', keyId, ...options),
  };
}
