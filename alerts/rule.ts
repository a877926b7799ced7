/**
 * Alert rules as data. This folder knows metrics, checks and how Prometheus evaluates rules; it knows nothing of Kubernetes, of the
 * chart or of Alertmanager's routes.
 */
import { DOCUMENTATION } from '../src/model/documentation.ts';

export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
  readonly labels?: Readonly<Record<string, string>>;
  /** Goes above the rule. */
  readonly comment?: string;
}

export interface AlertingRule {
  readonly alert: string;
  readonly expr: string;
  /** How long its expression waits before it fires, for those who read of it. */
  readonly wait: string;
  /** Those that the series does not bring itself. */
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations: { readonly summary: string; readonly description: string; readonly runbook_url: string };
  readonly comment?: string;
}

export type Rule = RecordingRule | AlertingRule;

export interface RuleGroup {
  readonly name: string;
  readonly comment: string;
  readonly interval: string;
  readonly rules: readonly Rule[];
}

/** How long a finding is held when the exporter or its account is away. */
export const HOLD = '1d';
/** The same in texts. */
export const HOLD_IN_WORDS = 'a day';

/** `AwsIamAccessKeyUnused` for `access-key-unused`. */
export function alertName(checkId: string): string {
  const words = checkId.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `AwsIam${words.join('')}`;
}

/** The chart puts another base in front of the file name on demand. */
const RUNBOOK_BASE_URL = `${DOCUMENTATION}/runbooks`;

export function runbookUrl(alert: string): string {
  return `${RUNBOOK_BASE_URL}/${alert}.md`;
}
