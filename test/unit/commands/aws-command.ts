/** Runs a command that asks AWS: what it prints, and with which code it ends. */
import type { Outside } from '../../../src/commands/outside.ts';
import type { SteadyClock } from '../../../src/model/clock.ts';
import { StandingClock } from '../../support/standing-clock.ts';

type AwsOutside = Pick<Outside, 'clock' | 'environment' | 'onConsole' | 'printError' | 'printOut' | 'random'>;

/** @param now in Unix milliseconds. Nothing comes too late, and nobody waits, unless the test brings a clock. */
export async function runAwsCommand(
  command: (outside: AwsOutside) => Promise<number>,
  now: () => number = Date.now,
  clock: SteadyClock = Object.assign(new StandingClock(), { now, passed: () => 0 }),
) {
  let out = '';
  let error = '';
  const code = await command({
    clock,
    environment: process.env,
    onConsole: () => undefined,
    random: () => 0,
    printOut: (text) => Promise.resolve(void (out += text)),
    printError: (text) => Promise.resolve(void (error += text)),
  });
  return { code, out, error };
}
