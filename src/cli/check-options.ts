/** The options of `check`, declared once: the command line reads them, and docs/check.md lists them. */
import type { Command } from 'commander';
import { type Filters, FILTERS } from '../config/filters.ts';
import { SEVERITIES, type Severity, severityRank } from '../model/finding.ts';
import { CHECK_EXIT_CODES } from './check-exit-codes.ts';
import { exitCodeHelp } from './exit-code-help.ts';
import { FILTER_OPTIONS } from './filter-options.ts';
import { type OptionDeclaration, toOption } from './option.ts';

export const CHECK_OUTPUTS = ['table', 'json', 'csv'] as const;
export type CheckOutput = (typeof CHECK_OUTPUTS)[number];

export interface CheckOptions {
  /** Reports to look at instead of the configured accounts: files, folders, `-` for standard input. Empty: the accounts. */
  readonly reportFiles: readonly string[];
  readonly output: CheckOutput;
  readonly summary: boolean;
  /** The mildest severity that makes the exit code 1; undefined: none does. */
  readonly failOn: Severity | undefined;
  readonly filters: Filters;
}

export const CHECK_OPTIONS = {
  reportFile: {
    name: 'report-file',
    value: 'file',
    many: true,
    description:
      'Look at this credential report (CSV) instead of the configured accounts, like a file without the flag.',
  },
  output: {
    name: 'output',
    value: 'format',
    choices: CHECK_OUTPUTS,
    default: 'table',
    description: 'How to print the findings.',
  },
  summary: { name: 'summary', description: 'Print sums by account and by check instead of the findings.' },
  failOn: {
    name: 'fail-on',
    value: 'severity',
    choices: SEVERITIES,
    description: 'End with exit code 1 for a finding of this severity or a worse one.',
  },
  ...FILTER_OPTIONS,
  check: FILTERS.check,
  severity: FILTERS.severity,
} as const satisfies Record<string, OptionDeclaration>;

export const CHECK_DESCRIPTION =
  'Apply the policy of the configuration to every account once, or to report files, and print the open findings.';

/** Options that do not go together: a gate that looks at nothing would always pass. */
export function contradictions({ failOn, filters, reportFiles }: CheckOptions, configCheck: boolean): string[] {
  const { severities } = filters;
  const reached = severities.some((severity) => severityRank(severity) <= severityRank(failOn ?? 'info'));
  return [
    ...(severities.length > 0 && !reached
      ? [`--fail-on: no finding of --severity ${severities.join(', ')} is as severe as ${failOn ?? ''}`]
      : []),
    ...(configCheck && reportFiles.length > 0
      ? ['--config.check: looks at the configuration only and reads no report: leave it or the report files out']
      : []),
  ];
}

type Values = Partial<Record<keyof typeof CHECK_OPTIONS, string | boolean | readonly string[]>>;

/** Adds the arguments and options of `check` to a command. */
export function addCheckOptions(command: Command, chosen: (options: CheckOptions) => void): void {
  command.argument('[files...]', 'Credential reports (CSV), folders of them, or - for standard input.');
  for (const declaration of Object.values<OptionDeclaration>(CHECK_OPTIONS)) {
    command.addOption(toOption(declaration));
  }
  command.addHelpText('after', exitCodeHelp(CHECK_EXIT_CODES));
  command.action((files: readonly string[], values: Values) => chosen(toCheckOptions(files, values)));
}

function toCheckOptions(files: readonly string[], values: Values): CheckOptions {
  const list = (key: keyof Values) => (values[key] ?? []) as readonly string[];
  return {
    reportFiles: [...files, ...list('reportFile')],
    output: values.output as CheckOutput,
    summary: values.summary === true,
    failOn: values.failOn as Severity | undefined,
    filters: {
      accounts: list('account'),
      owners: list('owner'),
      users: list('user'),
      checks: list('check'),
      severities: list('severity') as readonly Severity[],
    },
  };
}
