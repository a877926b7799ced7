/** Runs `check` as the command line would, with a clock and an input of the test. */
import { openSync } from 'node:fs';
import { devNull } from 'node:os';
import { PassThrough, Readable } from 'node:stream';
import type { CheckOptions } from '../../../src/cli/check-options.ts';
import { check } from '../../../src/commands/check.ts';
import type { Outside } from '../../../src/commands/outside.ts';
import { readFlags } from '../../../src/config/flags.ts';
import { MINUTE } from '../../../src/model/time.ts';
import { goodConfig } from '../config/read.ts';
import { checkOptions } from './check-input.ts';

export interface Checked {
  readonly code: number;
  readonly out: string;
  readonly error: string;
}

interface CheckOnce {
  /** Unix seconds. */
  readonly now: number;
  readonly yaml?: string;
  readonly input?: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
  readonly options?: Partial<CheckOptions>;
  /** What the AWS SDK says on the console meanwhile. */
  readonly sdkWarnings?: readonly string[];
}

export async function checkOnce({
  now,
  yaml = '{}',
  input = [],
  options = {},
  sdkWarnings = [],
}: CheckOnce): Promise<Checked> {
  const flags = readFlags({
    listenAddresses: ':0',
    telemetryPath: '/metrics',
    enableLifecycle: 'false',
    configCheck: 'false',
    shard: '0',
    totalShards: '1',
    logLevel: 'error',
    logFormat: 'json',
  });
  if (!flags.ok) throw new Error(flags.problems.join());
  let out = '';
  let error = '';
  const never = new Promise<never>(() => undefined);
  const outside: Pick<
    Outside,
    'clock' | 'environment' | 'onConsole' | 'random' | 'printOut' | 'printError' | 'standardError' | 'standardInput'
  > = {
    // The deadline never comes, and a file that was written a moment ago is waited for at once.
    clock: {
      now: () => now * 1000,
      sleep: (ms) => (ms > MINUTE ? never : Promise.resolve()),
      passed: () => 0,
    },
    // The log closes it.
    standardError: Object.assign(new PassThrough(), { fd: openSync(devNull, 'w') }),
    standardInput: () => Readable.from(input),
    environment: {},
    onConsole: (print) => sdkWarnings.forEach(print),
    random: () => 0,
    printOut: (text) => Promise.resolve(void (out += text)),
    printError: (text) => Promise.resolve(void (error += text)),
  };
  const code = await check(outside as Outside, flags.flags, goodConfig(yaml), checkOptions(options));
  return { code, out, error };
}
