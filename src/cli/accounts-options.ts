/** The options of `accounts`, declared once: the command line reads them, and docs/accounts.md lists them. */
import type { Command } from 'commander';
import { FILTER_OPTIONS } from './filter-options.ts';
import { type OptionDeclaration, toOption } from './option.ts';

const ACCOUNTS_OUTPUTS = ['table', 'json', 'csv'] as const;
export type AccountsOutput = (typeof ACCOUNTS_OUTPUTS)[number];

export interface AccountsOptions {
  /** Each: names or patterns for whole names, of accounts ids too; an empty list means all. */
  readonly accounts: readonly string[];
  readonly owners: readonly string[];
  readonly output: AccountsOutput;
}

export const ACCOUNTS_OPTIONS = {
  account: FILTER_OPTIONS.account,
  owner: FILTER_OPTIONS.owner,
  output: {
    name: 'output',
    value: 'format',
    choices: ACCOUNTS_OUTPUTS,
    default: 'table',
    description: 'How to print the accounts.',
  },
} as const satisfies Record<string, OptionDeclaration>;

export const ACCOUNTS_DESCRIPTION =
  'List the accounts of the configuration and of the organization: which of them are read, which are not, and why. Asks each one that is read for its report. Exit code 2: a wrong flag or configuration; 3: the organization or an account could not be read, tags are not known, or a filter matches nothing.';

interface Values {
  readonly account?: readonly string[];
  readonly owner?: readonly string[];
  readonly output: AccountsOutput;
}

export function addAccountsOptions(command: Command, chosen: (options: AccountsOptions) => void): void {
  command.allowExcessArguments(false);
  for (const declaration of Object.values<OptionDeclaration>(ACCOUNTS_OPTIONS)) {
    command.addOption(toOption(declaration));
  }
  command.action(({ account = [], owner = [], output }: Values) => {
    chosen({ accounts: account, owners: owner, output });
  });
}
