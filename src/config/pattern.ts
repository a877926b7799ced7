/** Regular expressions of the configuration, which match whole names as in Prometheus. */
export function anchored(pattern: string): RegExp {
  return new RegExp(`^(?:${pattern})$`, 'u');
}

/** What is wrong with a pattern, in the words of the engine; undefined: nothing. */
export function problemOf(pattern: string): string | undefined {
  try {
    // By itself, as `a)|(b` is whole between the anchors alone.
    new RegExp(pattern, 'u');
    return undefined;
  } catch (error) {
    return (error as Error).message.replace(/^.*: /, '');
  }
}
