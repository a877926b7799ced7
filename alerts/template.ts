/**
 * Pieces of Prometheus' annotation templates. They ask Prometheus for nothing, since it would be asked for each alert at each evaluation:
 * what they say comes with the alert's series, as its value or in labels. A label may be empty, when a family is left out with
 * `metrics.exclude` or has vanished: the sentence around it has to be whole without it.
 */

export const ACCOUNT = 'account {{ $labels.account_name }} ({{ $labels.account_id }})';
export const USER = `user {{ $labels.user }} in ${ACCOUNT}`;

/** Ends a description: whom to talk to. */
export const OWNER = '{{ with $labels.owner }} Owner: {{ . }}.{{ end }}';

/** `1 day`, `90 days`, of a number */
export function days(value: string): string {
  return `{{ printf "%.0f" ${value} }} day{{ if ne ${value} 1.0 }}s{{ end }}`;
}

/** The same of a label. */
export function daysOfLabel(label: string): string {
  return `{{ ${label} }} day{{ if ne ${label} "1" }}s{{ end }}`;
}

/** `text` with the limit that this finding exceeded, `$limit` in it. */
export function withLimit(text: string): string {
  return `{{ with $limit := $labels.limit }}${text}{{ end }}`;
}

/** `text` with the day on which the key was made, as the report tells it, for the dot in it. */
export function withKeyDate(text: string): string {
  return withDate('rotated', text);
}

/** `text` with the UTC day of a label, which is a time in seconds, for the dot in it. */
export function withDate(label: string, text: string): string {
  return `{{ with $labels.${label} }}${text.replace('{{ . }}', '{{ (. | toTime).Format "2006-01-02" }}')}{{ end }}`;
}

/** Labels that a text has read, and that must not make another alert of it. */
export function without(labels: readonly string[]): Record<string, string> {
  return Object.fromEntries(labels.map((label) => [label, '']));
}
