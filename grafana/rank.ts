import { LAST_READ } from '../alerts/account-states.ts';
import { HELD_FINDING } from '../alerts/held.ts';
import { HELD_AGE } from '../alerts/held-values.ts';
import { CHOSEN_ACCOUNTS, collapse, named } from './promql.ts';
import { SEVERITIES, type Severity } from '../src/model/finding.ts';
import type { Rows } from './panels/rows.ts';
import { away, lastScraped, there } from './when.ts';

/** What makes a finding one finding, whatever its account and owner are called. */
export const FINDING = 'account_id, user, key, check, severity';

/** No age in days comes near it. */
const RANK_WIDTH = 1_000_000;

/** Where a severity's ranks begin, and where the next one's do. */
export function ranksOf(severity: Severity): readonly [from: number, to: number] {
  const place = SEVERITIES.length - SEVERITIES.indexOf(severity);
  return [place * RANK_WIDTH, (place + 1) * RANK_WIDTH];
}

/** A number for each severity, to join with by it. */
export function bySeverity(severities: readonly Severity[], number: (severity: Severity) => number): string {
  const vectors = severities.map(
    (severity) => `label_replace(vector(${number(severity)}), "severity", "${severity}", "", "")`,
  );
  return `(${vectors.join(' or ')})`;
}

/** One critical finding outweighs any number of warnings, and one warning any number of infos. */
const WEIGHTS = { critical: 1e10, warning: 1e5, info: 1 } as const;

/** How bad the findings of `found` are together, by these labels. */
export function weighed(labels: string, found: string): string {
  return `sum by (${labels}) (${found} * on (severity) group_left () ${bySeverity(SEVERITIES, (severity) => WEIGHTS[severity])})`;
}

/** Open findings, and those that the alert rules hold because no report says whether they are still there: their alerts lead here. */
export function findings(matchers = '', labels = FINDING): string {
  return collapse(labels, ofFindings('aws_iam_finding', HELD_FINDING, matchers));
}

/**
 * What is known of them. Of an account that is away the rules know which ones were open when it was last read; where there are no
 * rules, those of its last day stay, with what was fixed in it.
 */
export function ofFindings(family: string, held: string, matchers = ''): string {
  const chosen = [CHOSEN_ACCOUNTS, matchers].filter((matcher) => matcher !== '').join(',');
  const ofRules = lastScraped(`${held}{${chosen}}`);
  const withoutRules = `${away(family, chosen)} unless on (account_id) ${lastScraped(LAST_READ)}`;
  return `(${there(family, chosen)} or ${ofRules} or ${withoutRules})`;
}

/**
 * The open findings, the worst first. The rank is where the ranks of the severity begin, plus the age in days where the check has one.
 * So one number sorts them, and a value mapping turns it back into the severity.
 */
export function worstFindings(severities: readonly Severity[], matchers = ''): Rows {
  const ofSeverities = [matchers, `severity=~"${severities.join('|')}"`].filter((matcher) => matcher !== '').join(',');
  const all = findings(ofSeverities);
  const age = ofFindings('aws_iam_finding_age_days', HELD_AGE, ofSeverities);
  const places = bySeverity(severities, (severity) => ranksOf(severity)[0]);
  return {
    identity: FINDING,
    all,
    rank: `${collapse(FINDING, `${age} or ${all} * 0`)} + on (severity) group_left () ${places}`,
  };
}

/** With words where the key or the user is empty, so that each frame of a table has the same columns. */
export function withSubject(expr: string): string {
  return named(named(expr, 'key', '–'), 'user', 'the account');
}
