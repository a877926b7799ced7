/**
 * What the guards have in common: alerts about the numbers themselves. Each looks back, so that a series that vanished is not
 * taken for one that is well.
 */
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

/** The last value counts while the exporter itself is gone: one that is there and does not tell it has it no more. */
export function currentOrLast(series: string, memory: string): string {
  return [series, `or last_over_time(${series}[${memory}]) unless on (${EXPORTER}) ${BUILD}`].join('\n');
}
