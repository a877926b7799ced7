import { Command, CommanderError, Option } from 'commander';
import { SEVERITIES } from '../model/finding.ts';
import {
  environmentVariable,
  type FlagDeclaration,
  FLAGS,
  type Flags,
  type FlagValues,
  readFlags,
} from '../config/flags.ts';
import { CHECK_OUTPUTS, type CheckOptions } from './check-output.ts';

/** What needs no configuration: to print or write what ships with the program. */
export type ShippedCommand =
  | { readonly command: 'rules'; readonly identityLabels: readonly string[] }
  /** One board, or all of them; absent `output` prints it. */
  | { readonly command: 'dashboards'; readonly board: string | undefined; readonly output: string | undefined }
  | { readonly command: 'schema' };

export type CommandLine =
  | (ShippedCommand & { readonly flags: Flags })
  | { readonly command: 'serve'; readonly flags: Flags }
  | { readonly command: 'iam-policy'; readonly flags: Flags; readonly account: string | undefined }
  | { readonly command: 'check'; readonly flags: Flags; readonly options: CheckOptions }
  /** Bad values, to be told together with those of the configuration file, if that can be named. */
  | { readonly command: 'refused'; readonly problems: readonly string[]; readonly configFile: string | undefined }
  /** Nothing is left to do: help or the version was printed, or a problem was. */
  | { readonly command: 'exit'; readonly code: number };

export interface CommandLineInput {
  /** Without node and the script. */
  readonly args: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/** Exit code for a wrong command line or configuration. */
export const USAGE_ERROR = 2;

export function readCommandLine(input: CommandLineInput): CommandLine {
  let chosen:
    | { command: 'serve' }
    | { command: 'iam-policy'; account: string | undefined }
    | ShippedCommand
    | { command: 'check'; options: CheckOptions } = { command: 'serve' };
  const options = Object.entries(FLAGS).map(([key, flag]) => ({ key, flag, option: toOption(flag) }));
  const program = new Command('iam-credential-exporter')
    .description('Prometheus exporter for the AWS IAM credential report of one or many accounts.')
    .version(input.version, '--version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({ writeOut: input.writeOut, writeErr: input.writeError })
    .exitOverride()
    .action(() => undefined);
  program
    .command('iam-policy')
    .description('Print the least IAM policy that the configuration needs.')
    .option('--account <name>', "Print the policy of this account's role instead of the exporter's own.")
    .action(({ account }: { account?: string }) => {
      chosen = { command: 'iam-policy', account };
    });
  program
    .command('check')
    .description(
      'Apply the policy of the configuration to every account once, and print the open findings. Exit code 1: something as severe as --fail-on is open; 2: a wrong flag or configuration; 3: an account, a row of its report or another fact could not be read, whatever was found; 74: some of the output could not be written.',
    )
    .option('--report-file <file>', 'Look at this credential report (CSV) instead of the configured accounts.')
    .addOption(new Option('--output <format>', 'How to print them.').choices(CHECK_OUTPUTS).default('table'))
    .addOption(
      new Option('--fail-on <severity>', 'End with exit code 1 for a finding of this severity or a worse one.').choices(
        SEVERITIES,
      ),
    )
    .action(({ reportFile, output, failOn }: CheckOptions) => {
      chosen = { command: 'check', options: { reportFile, output, failOn } };
    });
  program
    .command('rules')
    .description('Print the recording and alerting rules, a file for rule_files of Prometheus.')
    .option(
      '--identity-label <name>',
      'A label of the targets that tells clusters apart, where one Prometheus sees several. May be given more than once.',
      (label: string, labels: readonly string[]) => [...labels, label],
      [],
    )
    .action(({ identityLabel }: { identityLabel: readonly string[] }) => {
      chosen = { command: 'rules', identityLabels: identityLabel };
    });
  program
    .command('dashboards [board]')
    .description('Print a Grafana dashboard as JSON, or write them to a folder.')
    .option('--output <folder>', 'Write the dashboard, or all of them, to this folder.')
    .action((board: string | undefined, { output }: { output?: string }) => {
      chosen = { command: 'dashboards', board, output };
    });
  program
    .command('schema')
    .description('Print the JSON schema of the configuration, for editors.')
    .action(() => {
      chosen = { command: 'schema' };
    });
  for (const { option } of options) program.addOption(option);
  try {
    program.parse(input.args, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { command: 'exit', code: error.exitCode === 0 ? 0 : USAGE_ERROR };
  }
  const given = program.opts<Record<string, string | true | undefined>>();
  const values: FlagValues = Object.fromEntries(
    options.map(({ key, flag, option }) => [
      key,
      (given[option.attributeName()] ?? input.environment[environmentVariable(flag)] ?? fallback(flag))?.toString(),
    ]),
  );
  const read = readFlags(values);
  if (!read.ok)
    return {
      command: 'refused',
      problems: read.problems,
      configFile: values.configFile === '' ? undefined : values.configFile,
    };
  return { ...chosen, flags: read.flags };
}

function toOption(flag: FlagDeclaration): Option {
  const hint = flag.default === undefined ? '' : ` Default ${flag.default}.`;
  const description = `${flag.description}${hint} Environment: ${environmentVariable(flag)}`;
  if (flag.value !== undefined) return new Option(`--${flag.name} <${flag.value}>`, description);
  // Without a value it is `true`.
  return new Option(`--${flag.name} [true|false]`, description);
}

function fallback(flag: FlagDeclaration): string | undefined {
  return flag.value === undefined ? 'false' : flag.default;
}
