/** Units that people read, where Grafana's own make weeks and years of days, or `1.16 days` of hours. */

/** Whole days as they are; a text for a single one goes with it, see ONE_DAY. */
export const DAYS = 'suffix:days';
/** The same on an axis, which knows no such text. */
export const DAYS_ON_AXIS = 'suffix:d';
export const HOURS_ON_AXIS = 'suffix:h';

/** Seconds as `1 day, 3 hours`. */
export const LONG_TIME = 'dtdurations';

/** Milliseconds of a moment as `5 hours ago`. */
export const AGO = 'dateTimeFromNow';
export const DATE = 'time:YYYY-MM-DD';

/** A number with its thousands apart. */
export const COUNT = 'locale';
