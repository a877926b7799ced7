import { collapse, named } from './promql.ts';
import { SEVERITIES, type Severity } from '../src/model/finding.ts';

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

/**
 * The open findings that come first. The value is a rank: where the ranks of the severity begin, plus the age in days where the
 * check has one. So one number sorts the worst first, and a value mapping turns it back into the severity.
 */
export function worstFindings(severities: readonly Severity[], matchers: string): string {
  const ofSeverities = `${matchers},severity=~"${severities.join('|')}"`;
  const age = collapse(FINDING, `aws_iam_finding_age_days{${ofSeverities}} or aws_iam_finding{${ofSeverities}} * 0`);
  const places = bySeverity(severities, (severity) => ranksOf(severity)[0]);
  return `topk($limit, ${age} + on (severity) group_left () ${places})`;
}

/** With words where the key or the user is empty, so that each frame of a table has the same columns. */
export function withSubject(expr: string): string {
  return named(named(expr, 'key', '–'), 'user', 'the account');
}
