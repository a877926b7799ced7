import { collapse, named } from './promql.ts';
import { SEVERITIES, type Severity } from '../src/model/finding.ts';

/** What makes a finding one finding. */
export const FINDING = 'account_id, account_name, owner, user, key, check, severity';

/** No age in days comes near it. */
const RANK_WIDTH = 1_000_000;

/** Where a severity's ranks begin, and where the next one's do. */
export function ranksOf(severity: Severity): readonly [from: number, to: number] {
  const place = SEVERITIES.length - SEVERITIES.indexOf(severity);
  return [place * RANK_WIDTH, (place + 1) * RANK_WIDTH];
}

/**
 * The open findings that come first. The value is a rank: where the ranks of the severity begin, plus the age in days where the
 * check has one. So one number sorts the worst first, and a value mapping turns it back into the severity.
 */
export function worstFindings(severities: readonly Severity[], matchers: string): string {
  const ofSeverities = `${matchers},severity=~"${severities.join('|')}"`;
  const age = collapse(FINDING, `aws_iam_finding_age_days{${ofSeverities}} or aws_iam_finding{${ofSeverities}} * 0`);
  const places = severities.map(
    (severity) => `label_replace(vector(${ranksOf(severity)[0]}), "severity", "${severity}", "", "")`,
  );
  return `topk($limit, ${age} + on (severity) group_left () (${places.join(' or ')}))`;
}

/** With words where a label is empty, so that each frame of a table has the same columns. */
export function withWords(expr: string): string {
  return named(named(expr, 'owner', 'no owner'), 'key', '–');
}
