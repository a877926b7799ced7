/** The options of `evidence`, declared once: the command line reads them, and docs/evidence.md lists them. */
import type { Command } from 'commander';
import { CHECK_OPTIONS } from './check-options.ts';
import { EVIDENCE_EXIT_CODES } from './evidence-exit-codes.ts';
import { exitCodeHelp } from './exit-code-help.ts';
import { FILTER_OPTIONS } from './filter-options.ts';
import { type OptionDeclaration, toOption } from './option.ts';

export interface EvidenceOptions {
  /** The folder to write to. */
  readonly output: string;
  /** Each: names or patterns for whole names, of accounts ids too; an empty list means all. */
  readonly accounts: readonly string[];
  readonly owners: readonly string[];
  /** Reports to take instead of the configured accounts: files, folders, `-` for standard input. Empty: the accounts. */
  readonly reportFiles: readonly string[];
}

export const EVIDENCE_OPTIONS = {
  output: {
    name: 'output',
    value: 'folder',
    description: 'Write to this folder, which must be new or empty. Required.',
  },
  account: FILTER_OPTIONS.account,
  owner: FILTER_OPTIONS.owner,
  reportFile: {
    ...CHECK_OPTIONS.reportFile,
    description:
      'Take this credential report (CSV), a folder of them, or - for standard input, instead of the configured accounts.',
  },
} as const satisfies Record<string, OptionDeclaration>;

export const EVIDENCE_DESCRIPTION =
  'Write evidence for an auditor to a folder: the reports as AWS gave them, every outcome by the policy and by the controls, the policy and its exemptions, and checksums.';

interface Values {
  readonly output: string;
  readonly account?: readonly string[];
  readonly owner?: readonly string[];
  readonly reportFile?: readonly string[];
}

export function addEvidenceOptions(command: Command, chosen: (options: EvidenceOptions) => void): void {
  command.allowExcessArguments(false);
  for (const declaration of Object.values<OptionDeclaration>(EVIDENCE_OPTIONS)) {
    const option = toOption(declaration);
    command.addOption(declaration.name === 'output' ? option.makeOptionMandatory() : option);
  }
  command.addHelpText('after', exitCodeHelp(EVIDENCE_EXIT_CODES));
  command.action(({ output, account = [], owner = [], reportFile = [] }: Values) => {
    chosen({ output, accounts: account, owners: owner, reportFiles: reportFile });
  });
}
