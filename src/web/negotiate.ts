import type { Format } from '../exposition/text-format.ts';

const OPENMETRICS = /(?:^|,)\s*application\/openmetrics-text\s*(?:[;,]|$)/i;

/**
 * OpenMetrics only for a client that names it, whatever version and preference it adds: Prometheus 3 prefers a version that
 * nobody here speaks, and a wildcard means any client at all.
 */
export function negotiateFormat(accept: string | undefined): Format {
  return accept !== undefined && OPENMETRICS.test(accept) ? 'openmetrics' : 'text';
}
