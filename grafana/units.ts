/** Units that Grafana has not got. */

/** Whole days as they are: Grafana's own unit of days makes weeks and years of them. */
export const DAYS = 'suffix:days';

/** How often something happens. */
export const PER_HOUR = 'suffix:per hour';

/** The age of a report, in refresh intervals. */
export const INTERVALS = 'suffix:× interval';
