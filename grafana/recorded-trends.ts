/** What the alert rules record every ten minutes for graphs of weeks: a graph of the counts of every scrape would take minutes of a processor. */
import * as trends from '../alerts/trends.ts';
import { CHOSEN_ACCOUNTS } from './promql.ts';
import type { Look } from './worst.ts';

export const NEEDS_RULES = 'Needs the recording rules that come with the alerts.';

/** Open findings of each severity in each account. */
export const ACCOUNT_FINDINGS = trend(trends.ACCOUNT_FINDINGS);
/** The same of each check. */
export const CHECK_FINDINGS = trend(trends.CHECK_FINDINGS);
/** Active keys in each account by the number of quarters that have begun since they were made; 0 where that is not known. */
export function activeKeys(matchers = ''): string {
  return trend(trends.ACTIVE_KEYS, matchers);
}

function trend(series: string, matchers = ''): string {
  return `${series}{${CHOSEN_ACCOUNTS}${matchers}}`;
}

/** At a point of a graph, or at another moment. */
export const recorded: Look = (selector, at = '') => `last_over_time(${selector}[${trends.TREND_LOOK_BACK}]${at})`;
