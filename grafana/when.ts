/** The moments that a query can look at: each wraps a selector. */
export type When = (selector: string) => string;

export const now: When = (selector) => selector;
export const atStart: When = (selector) => `${selector} offset $__range`;
const atEnd: When = (selector) => `${selector} @ end()`;
const lastSeen: When = (selector) => `last_over_time(${selector}[$__range] @ end())`;

export const TOP = 10;

/**
 * Those that are worst at the end of the time range, so that the same lines run through all of it. While nothing is scraped, how it
 * was before is all that there is to see: then those that were worst when last seen. (Whoever got another name or owner within the
 * range is then found under one of the two.)
 */
export function worstAtEnd(labels: string, of: (when: When) => string): string {
  return `${of(now)} and on (${labels}) topk(${TOP}, ${of(atEnd)} or on () ${of(lastSeen)})`;
}
