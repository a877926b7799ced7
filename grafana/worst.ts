/** Graphs show a line for each of those that are worst. */
export const TOP = 10;

/**
 * Those that are worst at the end of the time range, so that the same lines run through all of it. While nothing is scraped, how it
 * was before is all that there is to see: then those that were worst when last seen. (Whoever got another name or owner within the
 * range is then found under one of the two.) `of` makes the query of what wraps each selector.
 */
export function worstAtEnd(labels: string, of: (wrap: (selector: string) => string) => string): string {
  const atEnd = of((selector) => `${selector} @ end()`);
  const lastSeen = of((selector) => `last_over_time(${selector}[$__range] @ end())`);
  return `${of((selector) => selector)} and on (${labels}) topk(${TOP}, ${atEnd} or on () ${lastSeen})`;
}
