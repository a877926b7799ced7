/** From the command line to the command, and from its end to the exit code. */
import { type CommandLine, readCommandLine, USAGE_ERROR } from '../cli/command-line.ts';
import { type AwsEnvironment, checkAwsEnvironment } from '../config/aws-environment.ts';
import type { Config } from '../config/config.ts';
import { checkAwsFiles } from '../config/aws-files.ts';
import { namedByVariable, warnOfVariables } from '../config/variables.ts';
import type { Environment } from '../model/environment.ts';
import type { Account } from '../model/account.ts';
import { createPrinter, NOT_WRITTEN } from '../cli/print.ts';
import { check } from './check.ts';
import { printConfigCheck } from './config-check.ts';
import { NOT_FOUND, withFoundAccounts } from './find-accounts.ts';
import { iamPolicy } from './iam-policy.ts';
import { asksAws, createConfigLoader } from './load.ts';
import type { Outside, World } from './outside.ts';
import { serve } from './serve.ts';
import { loadWebConfig, NO_WEB_CONFIG } from './web-config.ts';
import type { ShippedCommand } from '../cli/shipped-commands.ts';
import { shipped } from './shipped.ts';
import { EXIT_CODES, type StopSignal } from './signals.ts';

/** How long a server has, after the signal, to end by itself. */
const LONGEST_STOP_MS = 7_000;

/** Resolves to the exit code; soon after a signal, whatever the command waits for. */
export async function run(world: World): Promise<number> {
  let endLog = (): Promise<void> => Promise.resolve();
  const printer = createPrinter(world.standardOutput, world.standardError);
  const outside: Outside = { ...world, ...printer, atEnd: (callback) => (endLog = callback) };
  const printed = { out: '', error: '' };
  const commandLine = readPrinting(world, printed);
  try {
    // Listens before anything is printed: a file or a reader may hang.
    const interrupted = interruption(outside, commandLine);
    const code = await Promise.race([interrupted, printAndRun(outside, commandLine, printed)]);
    return code === 0 && outside.isCutOff() ? NOT_WRITTEN : code;
  } finally {
    await endLog();
  }
}

interface Printed {
  out: string;
  error: string;
}

function readPrinting({ args, environment, version }: World, printed: Printed): CommandLine {
  return readCommandLine({
    args,
    environment,
    version,
    writeOut: (text) => (printed.out += text),
    writeError: (text) => (printed.error += text),
  });
}

async function printAndRun(outside: Outside, commandLine: CommandLine, { out, error }: Printed): Promise<number> {
  await outside.printOut(out);
  await outside.printError(error);
  return runCommand(outside, commandLine);
}

/** Resolves once a signal has ended the command. Only a server means to be ended by one. */
async function interruption({ stop, onHangUp, clock }: Outside, { command }: CommandLine): Promise<number> {
  const signal = await new Promise<StopSignal>((resolve) => {
    const stopped = (): void => resolve(stop.reason as StopSignal);
    if (stop.aborted) stopped();
    stop.addEventListener('abort', stopped, { once: true });
    if (command !== 'serve') onHangUp(() => resolve('SIGHUP'));
  });
  if (command !== 'serve') return EXIT_CODES[signal];
  await clock.sleep(LONGEST_STOP_MS);
  return 0;
}

async function runCommand(outside: Outside, commandLine: CommandLine): Promise<number> {
  switch (commandLine.command) {
    case 'exit':
      return commandLine.code;
    case 'rules':
    case 'dashboards':
    case 'schema':
      return shipped(outside, commandLine);
    default:
      return runConfigured(outside, commandLine);
  }
}

type Configured = Exclude<CommandLine, ShippedCommand | { readonly command: 'exit' }>;

/** The commands that need a configuration. */
async function runConfigured(outside: Outside, commandLine: Configured): Promise<number> {
  const refused = commandLine.command === 'refused';
  const files = refused ? commandLine : commandLine.flags;
  const file = files.configFile;
  const loaded = await createConfigLoader(file, outside.clock, outside.environment).load();
  const web = usesWebConfig(commandLine) ? await loadWebConfig(outside, files) : NO_WEB_CONFIG;
  const known = loaded.ok ? loaded.config : undefined;
  const aws = needsAws(commandLine, known) ? checkAws(outside.environment, known?.accounts ?? []) : NOTHING_TO_SAY;
  if (refused || !loaded.ok || !web.ok || aws.problems.length > 0) {
    const problems = [
      ...(refused ? commandLine.problems : []),
      ...(loaded.ok ? [] : [...loaded.problems, ...namedByVariable(outside.environment, file)]),
      ...(web.ok ? [] : web.problems),
      ...aws.problems,
    ];
    await outside.printError(`${problems.join('\n')}\n`);
    return USAGE_ERROR;
  }
  const { flags } = commandLine;
  const { config } = loaded;
  const warnings = [...warnOfVariables(outside.environment), ...loaded.warnings, ...web.warnings, ...aws.warnings];
  const warningLines = warnings.map((warning) => `warning: ${warning}\n`).join('');
  if (flags.configCheck) {
    await outside.printError(warningLines);
    await printConfigCheck(outside, flags, config);
    return 0;
  }
  switch (commandLine.command) {
    case 'iam-policy':
      return iamPolicy(outside, config, commandLine.options);
    case 'check': {
      await outside.printError(warningLines);
      const all = commandLine.options.reportFiles.length > 0 ? config : await withFoundAccounts(outside, config);
      return all === undefined ? NOT_FOUND : check(outside, flags, all, commandLine.options);
    }
    case 'whoami': {
      await outside.printError(warningLines);
      // The client of STS that it needs is nothing for the start and the memory of a server.
      const { whoami } = await import('./whoami.ts');
      return whoami(outside, config, commandLine.options);
    }
    case 'accounts': {
      await outside.printError(warningLines);
      const { accounts } = await import('./accounts.ts');
      return accounts(outside, config, commandLine.options);
    }
    case 'evidence': {
      await outside.printError(warningLines);
      const { evidence } = await import('./evidence.ts');
      return evidence(outside, config, commandLine.options);
    }
    case 'keys': {
      await outside.printError(warningLines);
      const { keys } = await import('./keys.ts');
      const all = await withFoundAccounts(outside, config);
      return all === undefined ? NOT_FOUND : keys(outside, all, commandLine.options);
    }
    case 'whose': {
      await outside.printError(warningLines);
      const { whose } = await import('./whose.ts');
      const all = await withFoundAccounts(outside, config);
      return all === undefined ? NOT_FOUND : whose(outside, flags, all, commandLine.options);
    }
    case 'activity': {
      await outside.printError(warningLines);
      const { activity } = await import('./activity.ts');
      const all = await withFoundAccounts(outside, config);
      return all === undefined ? NOT_FOUND : activity(outside, all, commandLine.options);
    }
    case 'serve':
      return serve(outside, flags, { initial: config, warnings, web });
  }
}

function checkAws(environment: Environment, accounts: readonly Account[]): AwsEnvironment {
  const variables = checkAwsEnvironment(environment, accounts);
  const files = checkAwsFiles(environment);
  return {
    problems: [...variables.problems, ...files.problems],
    warnings: [...variables.warnings, ...files.warnings],
  };
}

const NOTHING_TO_SAY: AwsEnvironment = { problems: [], warnings: [] };

/** The other commands do not listen. */
function usesWebConfig(commandLine: Configured): boolean {
  const { command } = commandLine;
  return command === 'refused' || command === 'serve' || commandLine.flags.configCheck;
}

/** @param config undefined: nobody knows it. */
function needsAws(commandLine: Configured, config: Config | undefined): boolean {
  const { command } = commandLine;
  const readsFilesOnly = (command === 'check' || command === 'evidence') && commandLine.options.reportFiles.length > 0;
  return !readsFilesOnly && (config === undefined || asksAws(config));
}
