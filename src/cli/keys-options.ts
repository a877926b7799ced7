/** The options of `keys`, declared once: the command line reads them, and docs/keys.md lists them. */
import type { Command } from 'commander';
import { FILTER_OPTIONS } from './filter-options.ts';
import { type OptionDeclaration, toOption } from './option.ts';

export type KeysOutput = 'table' | 'json';

export interface KeysOptions {
  /** Each: names, ids or patterns for whole names; an empty list means all. */
  readonly accounts: readonly string[];
  readonly owners: readonly string[];
  readonly users: readonly string[];
  readonly checks: readonly string[];
  readonly output: KeysOutput;
}

export const KEYS_OPTIONS = {
  ...FILTER_OPTIONS,
  check: { name: 'check', value: 'id', many: true, description: 'Only keys that this check has found.' },
  output: {
    name: 'output',
    value: 'format',
    choices: ['table', 'json'],
    default: 'table',
    description: 'How to print the keys.',
  },
} as const satisfies Record<string, OptionDeclaration>;

export const KEYS_DESCRIPTION =
  'List the access keys of users with their ids, which the credential report does not have, and say of each whether it is used and which step of its rotation comes next. Reads only. Exit code 2: a wrong flag or configuration; 3: something could not be read, or a filter matches nothing.';

interface Values {
  readonly account?: readonly string[];
  readonly owner?: readonly string[];
  readonly user?: readonly string[];
  readonly check?: readonly string[];
  readonly output: KeysOutput;
}

export function addKeysOptions(command: Command, chosen: (options: KeysOptions) => void): void {
  command.allowExcessArguments(false);
  for (const declaration of Object.values<OptionDeclaration>(KEYS_OPTIONS)) command.addOption(toOption(declaration));
  command.action(({ account = [], owner = [], user = [], check = [], output }: Values) => {
    chosen({ accounts: account, owners: owner, users: user, checks: check, output });
  });
}
