/** The options of `whoami`, declared once: the command line reads them, and docs/whoami.md lists them. */
import type { Command } from 'commander';
import { FILTER_OPTIONS } from './filter-options.ts';
import { type OptionDeclaration, toOption } from './option.ts';

export type WhoamiOutput = 'table' | 'json';

export interface WhoamiOptions {
  /** Names, ids or patterns for whole names; an empty list means all. */
  readonly accounts: readonly string[];
  readonly output: WhoamiOutput;
}

export const WHOAMI_OPTIONS = {
  account: FILTER_OPTIONS.account,
  output: {
    name: 'output',
    value: 'format',
    choices: ['table', 'json'],
    default: 'table',
    description: 'How to print what AWS says.',
  },
} as const satisfies Record<string, OptionDeclaration>;

export const WHOAMI_DESCRIPTION =
  'Ask AWS as whom each account is read, and say where the credentials come from. Exit code 2: a wrong flag or configuration; 3: an account could not be asked, or a filter matches nothing.';

interface Values {
  readonly account?: readonly string[];
  readonly output: WhoamiOutput;
}

export function addWhoamiOptions(command: Command, chosen: (options: WhoamiOptions) => void): void {
  command.allowExcessArguments(false);
  for (const declaration of Object.values<OptionDeclaration>(WHOAMI_OPTIONS)) command.addOption(toOption(declaration));
  command.action(({ account: accounts = [], output }: Values) => chosen({ accounts, output }));
}
