import { Command, CommanderError, Option } from 'commander';
import {
  environmentVariable,
  type FlagDeclaration,
  FLAGS,
  type Flags,
  type FlagValues,
  readFlags,
} from '../config/flags.ts';
import type { Environment } from '../model/environment.ts';
import { ACCOUNTS_DESCRIPTION, type AccountsOptions, addAccountsOptions } from './accounts-options.ts';
import { ACTIVITY_DESCRIPTION, type ActivityOptions, addActivityOptions } from './activity-options.ts';
import { addCheckOptions, CHECK_DESCRIPTION, type CheckOptions, contradictions } from './check-options.ts';
import { addEvidenceOptions, EVIDENCE_DESCRIPTION, type EvidenceOptions } from './evidence-options.ts';
import { addShippedCommands, type ShippedCommand } from './shipped-commands.ts';
import { improved, unknownCommand } from './unknown-words.ts';
import { addIamPolicyOptions, IAM_POLICY_DESCRIPTION, type IamPolicyOptions } from './iam-policy-options.ts';
import { addKeysOptions, KEYS_DESCRIPTION, type KeysOptions } from './keys-options.ts';
import { addWhoseOptions, WHOSE_DESCRIPTION, type WhoseOptions } from './whose-options.ts';
import { addWhoamiOptions, WHOAMI_DESCRIPTION, type WhoamiOptions } from './whoami-options.ts';

export type CommandLine =
  | (ShippedCommand & { readonly flags: Flags })
  | { readonly command: 'serve'; readonly flags: Flags }
  | { readonly command: 'iam-policy'; readonly flags: Flags; readonly options: IamPolicyOptions }
  | { readonly command: 'check'; readonly flags: Flags; readonly options: CheckOptions }
  | { readonly command: 'whoami'; readonly flags: Flags; readonly options: WhoamiOptions }
  | { readonly command: 'accounts'; readonly flags: Flags; readonly options: AccountsOptions }
  | { readonly command: 'evidence'; readonly flags: Flags; readonly options: EvidenceOptions }
  | { readonly command: 'keys'; readonly flags: Flags; readonly options: KeysOptions }
  | { readonly command: 'whose'; readonly flags: Flags; readonly options: WhoseOptions }
  | { readonly command: 'activity'; readonly flags: Flags; readonly options: ActivityOptions }
  /** Bad values, to be told together with those of the configuration file, if that can be named. */
  | ({
      readonly command: 'refused';
      readonly problems: readonly string[];
    } & Pick<Flags, 'configFile' | 'webConfigFile'>)
  /** Nothing is left to do: help or the version was printed, or a problem was. */
  | { readonly command: 'exit'; readonly code: number };

export interface CommandLineInput {
  /** Without node and the script. */
  readonly args: readonly string[];
  readonly environment: Environment;
  readonly version: string;
  readonly writeOut: (text: string) => void;
  readonly writeError: (text: string) => void;
}

/** Exit code for a wrong command line or configuration. */
export const USAGE_ERROR = 2;

type Chosen =
  | { command: 'serve' }
  | ShippedCommand
  | { command: 'iam-policy'; options: IamPolicyOptions }
  | { command: 'check'; options: CheckOptions }
  | { command: 'whoami'; options: WhoamiOptions }
  | { command: 'accounts'; options: AccountsOptions }
  | { command: 'evidence'; options: EvidenceOptions }
  | { command: 'keys'; options: KeysOptions }
  | { command: 'whose'; options: WhoseOptions }
  | { command: 'activity'; options: ActivityOptions };

export function readCommandLine(input: CommandLineInput): CommandLine {
  let chosen: Chosen = { command: 'serve' };
  const options = Object.entries(FLAGS).map(([key, flag]) => ({
    key: key as keyof Flags,
    flag,
    option: toOption(flag),
  }));
  const program = new Command('iam-credential-exporter')
    .description('Prometheus exporter for the AWS IAM credential report of one or many accounts.')
    .version(input.version, '--version', 'Print the version.')
    .helpOption('-h, --help', 'Print this help.')
    .helpCommand('help [command]', 'Print the help of a command.')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: input.writeOut,
      writeErr: input.writeError,
      outputError: (message, write) => write(improved(message, [program, ...program.commands])),
    })
    .showSuggestionAfterError(false)
    .exitOverride()
    .allowExcessArguments()
    .action(() => {
      const [word] = program.args;
      const names = program.commands.map((command) => command.name());
      if (word !== undefined) program.error(unknownCommand(word, names));
    });
  addIamPolicyOptions(program.command('iam-policy').description(IAM_POLICY_DESCRIPTION), (options) => {
    chosen = { command: 'iam-policy', options };
  });
  addCheckOptions(program.command('check').description(CHECK_DESCRIPTION), (options) => {
    chosen = { command: 'check', options };
  });
  addWhoamiOptions(program.command('whoami').description(WHOAMI_DESCRIPTION), (options) => {
    chosen = { command: 'whoami', options };
  });
  addAccountsOptions(program.command('accounts').description(ACCOUNTS_DESCRIPTION), (options) => {
    chosen = { command: 'accounts', options };
  });
  addEvidenceOptions(program.command('evidence').description(EVIDENCE_DESCRIPTION), (options) => {
    chosen = { command: 'evidence', options };
  });
  addKeysOptions(program.command('keys').description(KEYS_DESCRIPTION), (options) => {
    chosen = { command: 'keys', options };
  });
  addWhoseOptions(program.command('whose').description(WHOSE_DESCRIPTION), (options) => {
    chosen = { command: 'whose', options };
  });
  addActivityOptions(program.command('activity').description(ACTIVITY_DESCRIPTION), (options) => {
    chosen = { command: 'activity', options };
  });
  addShippedCommands(program, (command) => {
    chosen = command;
  });
  for (const { option } of options) program.addOption(option);
  try {
    program.parse(withSwitchValues(input.args), { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return { command: 'exit', code: error.exitCode === 0 ? 0 : USAGE_ERROR };
  }
  const given = program.opts<Record<string, string | true | undefined>>();
  const fromEnvironment = (key: keyof Flags): string | undefined => {
    const isGiven = options.some((each) => each.key === key && given[each.option.attributeName()] !== undefined);
    const value = input.environment[environmentVariable(FLAGS[key])];
    // An empty one is what a compose file makes of a variable that is not set.
    return isGiven || value === '' ? undefined : value;
  };
  const values: FlagValues = Object.fromEntries(
    options.map(({ key, flag, option }) => [
      key,
      (given[option.attributeName()] ?? fromEnvironment(key) ?? fallback(flag))?.toString(),
    ]),
  );
  const read = readFlags(values, (key) => {
    const value = fromEnvironment(key);
    return value === undefined ? `--${FLAGS[key].name}` : `${environmentVariable(FLAGS[key])}=${value}`;
  });
  // The assignments happen in callbacks, which the compiler does not see.
  const command = chosen as Chosen;
  const problems = [
    ...(read.ok ? [] : read.problems),
    ...(command.command === 'check' ? contradictions(command.options, values.configCheck === 'true') : []),
  ];
  if (!read.ok || problems.length > 0) {
    const fileOf = (key: 'configFile' | 'webConfigFile') => (values[key] === '' ? undefined : values[key]);
    return { command: 'refused', problems, configFile: fileOf('configFile'), webConfigFile: fileOf('webConfigFile') };
  }
  return { ...command, flags: read.flags };
}

/** A switch takes no other word than true or false: what else stands behind it is a file or a command. */
function withSwitchValues(args: readonly string[]): string[] {
  const switches = Object.values<FlagDeclaration>(FLAGS).filter(({ value }) => value === undefined);
  const names = new Set(switches.map(({ name }) => `--${name}`));
  return args.map((arg, index) =>
    names.has(arg) && !['true', 'false'].includes(args[index + 1] ?? '') ? `${arg}=true` : arg,
  );
}

function toOption(flag: FlagDeclaration): Option {
  const hint = flag.default === undefined ? '' : ` Default ${flag.default}.`;
  const description = `${flag.description}${hint} Environment: ${environmentVariable(flag)}`;
  if (flag.isList === true) {
    const together = (value: string, before: string | undefined) =>
      before === undefined ? value : `${before},${value}`;
    return new Option(`--${flag.name} <${flag.value}>`, description).argParser(together);
  }
  if (flag.value !== undefined) return new Option(`--${flag.name} <${flag.value}>`, description);
  // Without a value it is `true`.
  return new Option(`--${flag.name} [true|false]`, description);
}

function fallback(flag: FlagDeclaration): string | undefined {
  return flag.value === undefined ? 'false' : flag.default;
}
