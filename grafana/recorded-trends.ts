/** What the alert rules record every four minutes for graphs of weeks: a graph of the counts of every scrape would take minutes of a processor. */
import * as trends from '../alerts/trends.ts';
import { CHOSEN_ACCOUNTS, collapse } from './promql.ts';
import type { Look } from './worst.ts';

export const NEEDS_RULES = 'Needs the recording rules that come with the alerts.';

/** Open findings of each severity in each of the chosen accounts. */
export const ACCOUNT_FINDINGS = trend(trends.ACCOUNT_FINDINGS);

/**
 * Open findings of the chosen accounts. Of all accounts together if that is the choice, as the hidden variable account_id then is `.*` and
 * what follows it leaves out every id; otherwise of each account.
 */
export function findingsBy(label: 'check' | 'severity', look: Look, matchers = ''): string {
  const ofAll = trend(trends.ALL_CHECK_FINDINGS, matchers);
  const series = label === 'check' ? trends.CHECK_FINDINGS : trends.ACCOUNT_FINDINGS;
  const ofEach = trend(series, `${matchers},account_id!~"(\${account_id:pipe})."`);
  return `sum by (${label}) (${look(ofAll)} or ${collapse('account_id, check, severity', look(ofEach))})`;
}

/** Active keys in each account by the number of quarters that have begun since they were made; 0 where that is not known. */
export function activeKeys(matchers = ''): string {
  return trend(trends.ACTIVE_KEYS, matchers);
}

function trend(series: string, matchers = ''): string {
  return `${series}{${CHOSEN_ACCOUNTS}${matchers}}`;
}
