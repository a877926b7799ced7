import { type CommandLine, readCommandLine } from '../../../src/cli/command-line.ts';

export interface Run {
  readonly result: CommandLine;
  readonly out: string;
  readonly error: string;
}

/** What the command line comes to, and what was printed. */
export function run(args: readonly string[], environment: Readonly<Record<string, string>> = {}): Run {
  let out = '';
  let error = '';
  const result = readCommandLine({
    args,
    environment,
    version: '1.2.3',
    writeOut: (text) => (out += text),
    writeError: (text) => (error += text),
  });
  return { result, out, error };
}
