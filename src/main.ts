#!/usr/bin/env node
/** Reads what is outside of the program: argv, the environment, the clock and signals. The commands get it from here. */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { readCommandLine, USAGE_ERROR } from './cli/command-line.ts';
import { print } from './cli/print.ts';
import { check } from './commands/check.ts';
import { iamPolicy } from './commands/iam-policy.ts';
import { createConfigLoader } from './commands/load.ts';
import type { Outside } from './commands/outside.ts';
import { serve } from './commands/serve.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

/** Exit code of a fault of this program, apart from those with a meaning: EX_SOFTWARE of sysexits.h. */
const CRASHED = 70;

// A call to AWS that does not know the stop signal must not hold up the exit.
process.exit(
  await main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? String(error.stack) : String(error)}\n`);
    return CRASHED;
  }),
);

function readOutside(): Outside {
  // The SDK would print a notice of several lines on Node 20, among the log's lines of JSON.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  return {
    version,
    clock: {
      now: () => Date.now(),
      async sleep(ms, signal) {
        await setTimeout(ms, undefined, { signal }).catch(() => undefined);
      },
    },
    random: Math.random,
    collectGarbage: garbageCollector(),
    printOut: (text) => print(process.stdout, text),
    printError: (text) => print(process.stderr, text),
    stopSignal() {
      const stop = new AbortController();
      process.once('SIGTERM', () => stop.abort());
      process.once('SIGINT', () => stop.abort());
      return stop.signal;
    },
    onHangUp: (callback) => process.on('SIGHUP', callback),
    onWarning: (callback) => process.removeAllListeners('warning').on('warning', callback),
  };
}

/**
 * V8 lets garbage grow to some times the size of what is in use before it collects, and the exporter makes all of its garbage in a
 * burst once a minute: asked right after it, V8 has the least to do, and the process stays as small as what it holds.
 */
function garbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

async function main(): Promise<number> {
  const outside = readOutside();
  const commandLine = readCommandLine({
    args: process.argv.slice(2),
    environment: process.env,
    version,
    writeOut: (text) => process.stdout.write(text),
    writeError: (text) => process.stderr.write(text),
  });
  if (commandLine.command === 'exit') return commandLine.code;
  const refused = commandLine.command === 'refused';
  const file = refused ? commandLine.configFile : commandLine.flags.configFile;
  const loaded = await createConfigLoader(file, outside.clock).load();
  if (refused || !loaded.ok) {
    const problems = [...(refused ? commandLine.problems : []), ...(loaded.ok ? [] : loaded.problems)];
    await outside.printError(`${problems.join('\n')}\n`);
    return USAGE_ERROR;
  }
  const { flags } = commandLine;
  const { config, warnings } = loaded;
  const warningLines = warnings.map((warning) => `warning: ${warning}\n`).join('');
  if (flags.configCheck) {
    await outside.printError(warningLines);
    const { length } = config.accounts;
    const what = flags.configFile ?? 'the default configuration';
    await outside.printOut(`${what} is good: ${length} ${length === 1 ? 'account' : 'accounts'}\n`);
    return 0;
  }
  switch (commandLine.command) {
    case 'iam-policy':
      return iamPolicy(outside, config, commandLine.account);
    case 'check':
      await outside.printError(warningLines);
      return check(outside, flags, config, commandLine.options);
    case 'serve':
      return serve(outside, flags, config, warnings);
  }
}
