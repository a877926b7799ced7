import { levels } from './catalogue.ts';

/** @param patterns each matches whole names. */
export function isExcluded(name: string, patterns: readonly RegExp[]): boolean {
  return patterns.some((pattern) => pattern.test(name));
}

/** Patterns that leave nothing out, which is mostly a misspelling. */
export function idlePatterns(patterns: readonly RegExp[]): RegExp[] {
  const names = levels.flatMap(({ families }) => families.map(({ name }) => name));
  return patterns.filter((pattern) => !names.some((name) => pattern.test(name)));
}
