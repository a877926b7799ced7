/**
 * Where an error was thrown, without its message: that of a parser or a system call often repeats what it was given, which may be a
 * piece of a secret.
 */
export function stackFrames(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.stack === undefined) return undefined;
  const { stack, message } = error;
  const start = stack.indexOf(message);
  const frames = (start === -1 ? stack : stack.slice(start + message.length))
    .split('\n')
    .filter((line) => FRAME.test(line));
  return [/^\w+/.exec(error.name)?.[0] ?? 'Error', ...frames].join('\n');
}

const FRAME = /^ {4}at .*(?::\d+:\d+|<anonymous>|native|index \d+)\)?$/;
