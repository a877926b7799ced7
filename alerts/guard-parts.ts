/**
 * What the guards have in common: alerts about the numbers themselves. Each looks back, so that a series that vanished is not
 * taken for one that is well.
 */
import { A_MOMENT_AGO, BEFORE, BEFORE_THE_LAST } from './account-states.ts';
import { GUARD_VALUE, onceWaited } from './guard-wait.ts';
import { type AlertingRule, type RecordingRule, runbookUrl } from './rule.ts';
import { BUILD, EXPORTER } from './series.ts';
import { without } from './template.ts';

/** How long a report or an account is remembered: longer than anybody sleeps. */
export const MEMORY = '1d';

/** How long the last word about a thing is taken for its state. */
export const LAST_WORD = '6h';

/** For a text, about a guard's exporter: where it is. */
export const NAMESPACE = '{{ with $labels.namespace }} in namespace {{ . }}{{ end }}';

/** What is recorded while it holds, and the alert that fires once it has held for long enough. */
export interface Guard {
  readonly condition: RecordingRule;
  readonly alert: AlertingRule;
}

interface Facts {
  readonly comment?: string;
  readonly wait: string;
  readonly expr: string;
  readonly summary: string;
  readonly description: string;
  /** Labels that carry something into the text, and are no part of the alert. */
  readonly carried?: readonly string[];
}

export function guard(alert: string, severity: 'critical' | 'warning', facts: Facts): Guard {
  const { wait, expr, summary, description, comment, carried = [] } = facts;
  return {
    condition: { record: GUARD_VALUE, expr, labels: { guard: alert } },
    alert: {
      alert,
      expr: onceWaited(alert, wait),
      wait,
      labels: { ...without([...carried, 'guard']), severity },
      annotations: { summary, description, runbook_url: runbookUrl(alert) },
      ...(comment !== undefined && { comment }),
    },
  };
}

/** The facts of each account in the configuration: some for each exporter, as long as it is remembered. */
export const FACT_HELD = 'iam_credential_exporter:fact:held';

/**
 * What the exporter tells now, or told last before it was gone: one that is there and does not tell it has it no more. So this looks at
 * the evaluation before, and further back only over the time in which Prometheus was away, when FACT_HELD was not there either: else it
 * would bring back what was taken out of the configuration.
 */
export function carriedOn(record: string, series: string, memory: string): RecordingRule {
  return {
    record,
    expr: [
      series,
      'or',
      `(${record} ${BEFORE} or last_over_time(${record}[${A_MOMENT_AGO}]) unless on (${EXPORTER}) (${FACT_HELD} ${BEFORE_THE_LAST}))`,
      `and on (${EXPORTER}) last_over_time(${BUILD}[${memory}])`,
      `unless on (${EXPORTER}) ${BUILD}`,
    ].join('\n'),
  };
}
