/**
 * Who asks the exporter over HTTP is anybody, and a pattern of a few letters can have a program of a hundred thousand steps, such as one with
 * counts within counts. No name of AWS needs that.
 */
import { FILTERS, stepsOf } from '../config/filters.ts';

/** Of one value: a value of the longest name that a filter takes has 302. */
const LARGEST_PATTERN = 500;
/** Of all values of a query: each user is compared with them in about a millisecond. */
const LARGEST_PATTERNS = 1000;

const PATTERNS = [FILTERS.account, FILTERS.owner, FILTERS.user, FILTERS.check].map(({ name }) => name);

/** What is wrong with the first pattern that is too large: to measure the others takes time too. */
export function patternProblem(
  values: ReadonlyMap<string, readonly string[]>,
): { readonly parameter: string; readonly text: string } | undefined {
  let all = 0;
  for (const parameter of PATTERNS) {
    for (const value of values.get(parameter) ?? []) {
      const steps = stepsOf(value);
      all += steps;
      if (steps > LARGEST_PATTERN) {
        return { parameter, text: `${parameter}: is too large a pattern: write a shorter one, such as prod-.*` };
      }
      if (all > LARGEST_PATTERNS) {
        const text = `${parameter}: the patterns of all filters are too large together: write fewer or shorter ones, such as prod-.*`;
        return { parameter, text };
      }
    }
  }
  return undefined;
}
