import { LAST_READ } from '../alerts/account-states.ts';
import { FINDING_KEPT, HELD_FINDING } from '../alerts/held.ts';
import { HELD_AGE, HELD_LIMIT, LIMIT_KEPT } from '../alerts/held-values.ts';
import { CHOSEN_ACCOUNTS, collapse, matching, named } from './promql.ts';
import { SEVERITIES, type Severity, severityRank } from '../src/model/finding.ts';
import { type Rows, top } from './panels/rows.ts';
import { away, lastScraped, OF_AWAY, there } from './when.ts';

/** What makes a finding one finding, whatever its account and owner are called. */
export const FINDING = 'account_id, user, key, check, severity';

/** No age in days comes near it. */
const RANK_WIDTH = 1_000_000;

export function severityIn(severities: readonly Severity[]): string {
  return `severity=~"${severities.join('|')}"`;
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
  return `group by (${labels}) (${shown('aws_iam_finding', matchers)} or ${held(FINDING_KEPT, HELD_FINDING, matchers)})`;
}

/** Their ages in days, where they have one. */
export function ages(matchers = '', labels = FINDING): string {
  return collapse(
    labels,
    `${shown('aws_iam_finding_age_days', matchers)} or (${held(FINDING_KEPT, HELD_AGE, matchers)} >= 0)`,
  );
}

/** Their limits in days, where they have one. */
export function limits(matchers = '', labels = FINDING): string {
  return collapse(
    labels,
    `${shown('aws_iam_finding_limit_days', matchers)} or ${held(LIMIT_KEPT, HELD_LIMIT, matchers)}`,
  );
}

/**
 * Of an account that is away the rules know which findings were open when it was last read; where there are no rules, those of its last
 * day stay, with what was fixed in it.
 */
function shown(family: string, matchers: string): string {
  const chosen = matching(CHOSEN_ACCOUNTS, matchers);
  return `(${there(family, chosen)} or ${away(family, chosen)} unless on (account_id) ${lastScraped(LAST_READ)})`;
}

/**
 * What the rules keep. Of an account that is away, all that they hold: between the scrape that found it gone and their next look they keep
 * nothing of it yet, and an exporter that dies in that minute leaves the board there.
 */
function held(kept: string, all: string, matchers: string): string {
  const chosen = matching(CHOSEN_ACCOUNTS, matchers);
  return `(${lastScraped(`${kept}{${chosen}}`)} or ${lastScraped(`${all}{${OF_AWAY},${chosen}}`)})`;
}

export interface WorstFindings extends Rows {
  /** Their ages in days, taken back out of the rank: to look for them would cost as much as the ranks. NO_NUMBER.none where there is none. */
  readonly ages: string;
  /** Their limits in days, of those that have one. */
  readonly limits: string;
}

/**
 * The open findings, the worst first. The rank is where the ranks of the severity begin, plus the age in days and one where the check
 * has an age.
 */
export function worstFindings(severities: readonly Severity[], matchers = ''): WorstFindings {
  const ofSeverities = matching(matchers, severityIn(severities));
  const all = findings(ofSeverities);
  // No more of a severity than there are rows: to rank all of them would take longer than to find them.
  const oldest = `topk by (severity) ($limit, ${ages(ofSeverities)} + 1 or ${all} * 0)`;
  const begins = (severity: Severity) => (SEVERITIES.length - severityRank(severity)) * RANK_WIDTH;
  const from = (more: number) =>
    `on (severity) group_left () ${bySeverity(severities, (severity) => begins(severity) + more)}`;
  const rows = { identity: FINDING, all, rank: `${oldest} + ${from(0)}` };
  return {
    ...rows,
    ages: `${top(rows)} - ${from(1)}`,
    limits: `${limits(ofSeverities)} and on (${FINDING}) ${top(rows)}`,
  };
}

/** The severities as words whose alphabetical order is that of how bad they are. */
export function severityInOrder(severity: Severity): string {
  return `${severityRank(severity) + 1} ${severity}`;
}

export function withSeverityInOrder(severities: readonly Severity[], expr: string): string {
  return severities.reduce(
    (found, severity) =>
      `label_replace(${found}, "severity", "${severityInOrder(severity)}", "severity", "${severity}")`,
    expr,
  );
}

/** With words where the key or the user is empty, so that each frame of a table has the same columns. */
export function withSubject(expr: string): string {
  return named(named(expr, 'key', '–'), 'user', 'the account');
}
