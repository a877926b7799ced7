/** What is kept of an account once its outcomes are written: numbers, and its worst findings. It is small, whatever the account has. */
import { type Control, CONTROLS } from '../checks/controls.ts';
import { type OutcomeReason, type OutcomeStatus, shownStatus } from '../checks/outcomes.ts';
import type { Slot } from '../model/facts/credential-report.ts';
import { type Finding, SEVERITIES, type Severity } from '../model/finding.ts';
import { heavier, type OutcomeRow } from './outcome-rows.ts';

export type Counts = Readonly<Record<OutcomeStatus, number>>;

/**
 * What a control came to in an account: how many users, root or the account itself it is open for, and so on. Each row of the report that
 * could not be read is one user for whom it is unknown.
 */
export interface ControlSummary {
  readonly control: Control;
  readonly byPolicy: Counts;
  readonly byControl: Counts;
  /** The exporter does not read what its checks need, or AWS does not give it. Absent: it was assessed, or it is open even so. */
  readonly notAssessed?: OutcomeReason;
}

export interface OpenFinding extends Pick<Finding, 'age' | 'since' | 'severity'> {
  readonly user: string;
  readonly check: string;
  readonly key: Slot | undefined;
}

export interface OutcomeSummary {
  /** Findings that are open by the policy. */
  readonly open: Readonly<Record<Severity, number>>;
  readonly exempt: number;
  readonly unknown: number;
  /** Findings under each exemption, by its name. */
  readonly covered: ReadonlyMap<string, number>;
  /** Checks that were asked of somebody in the account. */
  readonly judged: ReadonlySet<string>;
  /** One for each control that checks assess. */
  readonly controls: readonly ControlSummary[];
  /** The worst of those that are open, at most `MOST_SHOWN`. */
  readonly worst: readonly OpenFinding[];
}

/** A page lists so many open findings of an account; a file has all of them. */
export const MOST_SHOWN = 25;

export interface Summing {
  /** The rows of one subject. */
  add(rows: readonly OutcomeRow[]): void;
  /** @param skippedRows of the report, which could not be read. */
  result(skippedRows: number): OutcomeSummary;
}

const ASSESSED = CONTROLS.filter(({ assessedBy }) => assessedBy.length > 0);

export function createSumming(): Summing {
  const controls = new Map(ASSESSED.map((control) => [control, beginControl()]));
  const bySeverity: Record<Severity, OpenFinding[]> = { critical: [], warning: [], info: [] };
  const open: Record<Severity, number> = { critical: 0, warning: 0, info: 0 };
  const sums = { exempt: 0, unknown: 0 };
  const covered = new Map<string, number>();
  const judged = new Set<string>();

  function addPolicy({ user, check, key, policy }: OutcomeRow): void {
    const { status, severity = check.severity, age, since, exemption } = policy;
    if (!isLeftOut(policy.why)) judged.add(check.id);
    if (status === 'unknown') sums.unknown += 1;
    if (status === 'exempt') sums.exempt += 1;
    if (exemption !== undefined) covered.set(exemption, (covered.get(exemption) ?? 0) + 1);
    if (status !== 'open') return;
    open[severity] += 1;
    if (bySeverity[severity].length >= MOST_SHOWN) return;
    bySeverity[severity].push({ user, check: check.id, key, severity, age, ...(since !== undefined && { since }) });
  }

  return {
    add(rows) {
      const seen = new Set<unknown>();
      const subject = new Map<Control, { byPolicy: Pair; byControl: Pair }>();
      for (const row of rows) {
        // A check of two controls has two rows with one outcome of the policy.
        if (!seen.has(row.policy)) addPolicy(row);
        seen.add(row.policy);
        if (row.control === undefined) continue;
        const { control, outcome } = row.control;
        const before = subject.get(control) ?? { byPolicy: row.policy, byControl: outcome };
        subject.set(control, {
          byPolicy: heavier(before.byPolicy, row.policy),
          byControl: heavier(before.byControl, outcome),
        });
      }
      for (const [control, { byPolicy, byControl }] of subject) {
        const sum = controls.get(control);
        if (sum === undefined) continue;
        count(sum.byPolicy, byPolicy);
        count(sum.byControl, byControl);
        if (isLeftOut(byControl.why)) sum.notAssessed = byControl.why;
      }
    },
    result: (skippedRows) => ({
      open,
      ...sums,
      covered,
      judged,
      controls: [...controls].map(([control, sum]) => controlSummary(control, sum, skippedRows, judged)),
      worst: SEVERITIES.flatMap((severity) => bySeverity[severity]).slice(0, MOST_SHOWN),
    }),
  };
}

type Pair = OutcomeRow['policy'];

interface ControlSum {
  readonly byPolicy: MutableCounts;
  readonly byControl: MutableCounts;
  notAssessed?: OutcomeReason;
}

function beginControl(): ControlSum {
  return { byPolicy: noCounts(), byControl: noCounts() };
}

function count(counts: MutableCounts, outcome: Pair): void {
  if (shownStatus(outcome) !== 'not assessed') counts[outcome.status] += 1;
}

/** @param judged the checks that the policy has asked. */
function controlSummary(
  control: Control,
  { byPolicy, byControl, notAssessed }: ControlSum,
  skippedRows: number,
  judged: ReadonlySet<string>,
): ControlSummary {
  const ofUsers = control.assessedBy.filter(({ check }) => check.subject === 'user');
  const unread = ofUsers.length === 0 ? 0 : skippedRows;
  const unreadByPolicy = ofUsers.some(({ check }) => judged.has(check.id)) ? skippedRows : 0;
  return {
    control,
    byPolicy: { ...byPolicy, unknown: byPolicy.unknown + unreadByPolicy },
    byControl: { ...byControl, unknown: byControl.unknown + unread },
    // What is open is known, even where one of several checks was not asked.
    ...(notAssessed !== undefined && byControl.open === 0 && { notAssessed }),
  };
}

type MutableCounts = Record<OutcomeStatus, number>;

function noCounts(): MutableCounts {
  return { pass: 0, open: 0, exempt: 0, unknown: 0, 'not applicable': 0 };
}

/** Whether a check was not asked, so that nothing is said of it. */
function isLeftOut(why: OutcomeReason | undefined): why is OutcomeReason {
  return why === 'off' || why === 'not asked' || why === 'not given' || why === 'unread';
}
