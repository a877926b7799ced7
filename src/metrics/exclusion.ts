import { levels } from './catalogue.ts';

/** @param patterns each matches whole names. */
export function isExcluded(name: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(name));
}

/** Says so of each pattern that leaves nothing out, which is mostly a misspelling. */
export function warnOfIdlePatterns(patterns: readonly RegExp[]): string[] {
  const names = levels.flatMap(({ families }) => families.map(({ name }) => name));
  const idle = patterns.filter((pattern) => !names.some((name) => pattern.test(name)));
  return idle.map(
    // Without the anchors, as it was written.
    ({ source }) => `metrics.exclude: no metric of this exporter has a name that "${source.slice(4, -2)}" matches`,
  );
}
