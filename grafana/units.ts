/** Units that Grafana has not got. */

/** Whole days as they are: Grafana's own unit of days makes weeks and years of them. */
export const DAYS = 'suffix:days';

/** The age of a report, in refresh intervals. */
export const INTERVALS = 'suffix:× interval';
