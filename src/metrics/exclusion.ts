import type { Pattern } from '../model/pattern.ts';
import { levels } from './catalogue.ts';
import { READ_BY_SHIPPED_ALERTS } from './shipped-alerts.ts';

export function isExcluded(name: string, patterns: readonly Pattern[]): boolean {
  return patterns.some((pattern) => pattern.test(name));
}

/** What a user who leaves families out should know: a pattern that is misspelt, an alert that stays silent, a panel without data. */
export function warnOfExclusion(patterns: readonly Pattern[]): string[] {
  const names = levels.flatMap(({ families }) => families.map(({ name }) => name));
  const idle = patterns.flatMap((pattern, index) => (names.some((name) => pattern.test(name)) ? [] : [index]));
  const excluded = names.filter((name) => isExcluded(name, patterns));
  const alerted = excluded.filter((name) => READ_BY_SHIPPED_ALERTS.includes(name));
  // Each family is on a board, so the others are missed there alone.
  const shown = excluded.filter((name) => !READ_BY_SHIPPED_ALERTS.includes(name));
  return [
    ...idle.map((index) => `metrics.exclude[${index}]: matches the name of no metric of this exporter`),
    ...(alerted.length > 0
      ? [
          `metrics.exclude: the shipped alerts and boards need these families, which it leaves out: ${alerted.join(', ')}`,
        ]
      : []),
    ...(shown.length > 0
      ? [`metrics.exclude: the shipped boards show these families, which it leaves out: ${shown.join(', ')}`]
      : []),
  ];
}
