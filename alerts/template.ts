/**
 * Pieces of Prometheus' annotation templates. A query in a template may find nothing, when a family is left out with
 * `metrics.exclude` or has vanished: the sentence around it has to be whole without it.
 */
import { HELD_LIMIT } from './held.ts';
import { HOLD } from './rule.ts';

export const ACCOUNT = 'account {{ $labels.account_name }} ({{ $labels.account_id }})';
export const USER = `user {{ $labels.user }} in ${ACCOUNT}`;

/** Another exporter may read the same account, with other limits. */
export const EXPORTER_LABELS = ['namespace', 'job'];

/** Ends a description: whom to talk to. */
export const OWNER = '{{ with $labels.owner }} Owner: {{ . }}.{{ end }}';

/** `1 day`, `90 days` */
export function days(value: string): string {
  return `{{ printf "%.0f" ${value} }} day{{ if ne ${value} 1.0 }}s{{ end }}`;
}

/** `text` with the limit that this finding exceeded, `$limit` in it. */
export function withLimit(text: string): string {
  const query = printf(`max(${HELD_LIMIT}{})`, [...EXPORTER_LABELS, 'account_id', 'user', 'key', 'check']);
  return `{{ with query (${query}) }}{{ $limit := . | first | value }}${text}{{ end }}`;
}

/** `text` with the day on which the key was made, as the report tells it, for the dot in it. */
export function withKeyDate(text: string): string {
  const query = `max(last_over_time(aws_iam_access_key_last_rotated_timestamp_seconds{}[${HOLD}]))`;
  return withDate(query, [...EXPORTER_LABELS, 'account_id', 'user', 'key'], text);
}

/** `text` with the UTC day of a query's value for the dot in it; its `{}` selects what has the same labels as the alert. */
export function withDate(query: string, labels: readonly string[], text: string): string {
  return `{{ with query (${printf(query, labels)}) }}${text.replace('{{ . }}', '{{ (. | first | value | toTime).Format "2006-01-02" }}')}{{ end }}`;
}

/**
 * A PromQL query as the template's expression: its first `{}` selects what has the same labels as the alert too, and others than
 * it for `different`.
 */
export function printf(query: string, labels: readonly string[], different: readonly string[] = []): string {
  // %q quotes as PromQL does: names of accounts are free text.
  const matchers = [...labels.map((label) => `${label}=%q`), ...different.map((label) => `${label}!=%q`)].join(',');
  const values = [...labels, ...different].map((label) => `$labels.${label}`).join(' ');
  const selecting = query.replace(/{(.*?)}/, (_, own: string) => `{${own === '' ? '' : `${own},`}${matchers}}`);
  return `printf \`${selecting}\` ${values}`;
}
