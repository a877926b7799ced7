#!/usr/bin/env node
/**
 * Reads what is outside of the program: argv, the environment, the clock and signals. The commands get it from here. They are
 * loaded by the last line, as loading takes most of the start: a signal that comes meanwhile must find somebody who listens.
 */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { end, endBySignal } from './commands/ending.ts';
import type { World } from './commands/outside.ts';
import { catchSignals } from './commands/signals.ts';
import { exitCodeOf, inWords, tryFileDescriptors } from './commands/crash.ts';

const signals = catchSignals(process, (signal) => endBySignal(process, signal));
// A failed write calls back; without a listener, a full disk or a reader that leaves would end the process as well.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);

await end(
  process,
  await main().catch(async (error: unknown) => {
    const written = new Promise((resolve) => process.stderr.write(inWords(error), resolve));
    await Promise.race([written, setTimeout(1_000)]);
    return exitCodeOf(error);
  }),
);

function readWorld(): World {
  // The SDK would print a notice of several lines on Node 20, among the log's lines of JSON.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return {
    ...signals,
    args: process.argv.slice(2),
    environment: process.env,
    version,
    clock: {
      now: () => Date.now(),
      passed: () => performance.now(),
      async sleep(ms, signal) {
        await setTimeout(ms, undefined, { signal }).catch(() => undefined);
      },
    },
    random: Math.random,
    standardInput: () => process.stdin,
    standardOutput: process.stdout,
    standardError: process.stderr,
    collectGarbage: garbageCollector(),
    onConsole: (callback) => {
      const levels = ['debug', 'log', 'info', 'warn', 'error'] as const;
      Object.assign(console, Object.fromEntries(levels.map((level) => [level, callback])));
    },
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
  tryFileDescriptors();
  const world = readWorld();
  const { run } = await import('./commands/run.ts');
  return run(world);
}
