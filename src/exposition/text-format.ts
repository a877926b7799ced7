/**
 * The lines of the two text formats.
 *
 * prom-client could write them, and the tests hold this file to what prom-client writes. But its formatter alone takes three times
 * as long as csv-parse takes to read the report (docs/performance.md), so a refresh of a large account would be mostly formatting.
 */
import type { Family, IdentityLabel, Sample } from '../metrics/family.ts';

export type Format = 'text' | 'openmetrics';

export const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  text: 'text/plain; version=0.0.4; charset=utf-8',
  openmetrics: 'application/openmetrics-text; version=1.0.0; charset=utf-8',
};

/** The metadata lines. OpenMetrics names a counter without the `_total` that its samples have. */
export function header(family: Pick<Family<never>, 'name' | 'type' | 'help'>, format: Format): string {
  const name = format === 'openmetrics' && family.type === 'counter' ? family.name.replace(/_total$/, '') : family.name;
  return `# HELP ${name} ${family.help}\n# TYPE ${name} ${family.type}\n`;
}

/** `name="value",...`, the part between the braces: the labels that identify a subject. */
export function labelText<Subject>(labels: readonly IdentityLabel<Subject>[], subject: Subject): string {
  // Joined, as a text that grows piece by piece stays in pieces, which take several times the memory.
  return labels.map((label) => `${label.name}="${escapeLabelValue(label.of(subject))}"`).join(',');
}

/**
 * The lines of a family for one subject.
 *
 * @param identity what labelText says of the labels that identify the subject; empty for a subject without.
 */
export function sampleLines(
  family: Pick<Family<never>, 'name' | 'labels'>,
  identity: string,
  samples: number | readonly Sample[],
): string {
  if (typeof samples === 'number') return sampleLine(family.name, identity, samples);
  let lines = '';
  for (const { labels, value } of samples) {
    const own = family.labels.map((name, index) => `${name}="${escapeLabelValue(labels[index] ?? '')}"`).join(',');
    lines += sampleLine(family.name, identity === '' ? own : `${identity},${own}`, value);
  }
  return lines;
}

function sampleLine(name: string, labels: string, value: number): string {
  return labels === '' ? `${name} ${value}\n` : `${name}{${labels}} ${value}\n`;
}

const NEEDS_ESCAPE = /[\\\n"]/;

function escapeLabelValue(value: string): string {
  if (!NEEDS_ESCAPE.test(value)) return value;
  return value.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('"', '\\"');
}
