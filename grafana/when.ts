/** The moments that a query can look at: each makes a selector of a family and its matchers. */
import { HOLD } from '../alerts/rule.ts';

export type When = (family: string, matchers: string) => string;

/** When Prometheus last scraped an exporter: a minute ago, or before it went away. */
export const AS_OF = ' @ $as_of';

/**
 * What was last known, held as the alert rules hold it: of the moment at which the exporter was last scraped, and for an account that
 * it then had not read, of the moment at which it last had. For families with the label account_id.
 */
export const now: When = (family, matchers) => `(${there(family, matchers)} or ${away(family, matchers)})`;

/** The first half of it. */
export const there: When = (family, matchers) => lastScraped(`${family}{${matchers}}`);

/** The second one. */
export const away: When = (family, matchers) => lastSeen(`${family}{${OF_AWAY},${matchers}}`);

/** Matches the accounts that it then had not read. */
export const OF_AWAY = 'account_id=~"${away:pipe}"';

/** Within the hold. */
export function lastSeen(selector: string): string {
  return `last_over_time(${lastScraped(`${selector}[${HOLD}]`)})`;
}

/** The same at the start of the time range, without holding anything. */
export const atStart: When = (family, matchers) => `${family}{${matchers}} offset $__range`;

/** At each point of a graph. */
export const then: When = (family, matchers) => `${family}{${matchers}}`;

/** What the rules and families without accounts said when the exporter was last scraped. */
export function lastScraped(selector: string): string {
  return `${selector}${AS_OF}`;
}
