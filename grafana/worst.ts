/** Graphs show a line for each of those that are worst. */
export const TOP = 10;

/** What wraps a selector; `at` is a modifier that says when. */
export type Look = (selector: string, at?: string) => string;

export const asItIs: Look = (selector, at = '') => `${selector}${at}`;
const lastSeen: Look = (selector, at = '') => `last_over_time(${selector}[$__range]${at})`;
const END = ' @ end()';

/**
 * Those that are worst at the end of the time range, so that the same lines run through all of it. While nothing is scraped, how it
 * was before is all that there is to see: then those that were worst when last seen. (An account that got another name or
 * owner within the range is then found under one of the two.) `of` makes the query of what `look` makes of each selector.
 */
export function worstAtEnd(labels: string, of: (look: Look) => string): string {
  const at =
    (which: Look): Look =>
    (selector) =>
      which(selector, END);
  return `${of(asItIs)} and on (${labels}) topk(${TOP}, ${of(at(asItIs))} or on () ${of(at(lastSeen))})`;
}
