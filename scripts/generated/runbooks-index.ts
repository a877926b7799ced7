/**
 * The two tables of docs/runbooks/README.md, which has its other text of itself: the runbooks that there are, the critical ones first,
 * with the first sentence of what each says about urgency.
 */
import { existsSync, readFileSync } from 'node:fs';
import { alertedChecks } from '../../alerts/finding-alerts.ts';
import { guards } from '../../alerts/guards.ts';
import { alertName } from '../../alerts/rule.ts';
import { markdownTable } from './markdown-table.ts';

const FOLDER = new URL('../../docs/runbooks/', import.meta.url);
const TABLE = /^(?:\|.*\n)+/gm;

interface Entry {
  readonly alert: string;
  readonly severity: string;
}

export function runbooksIndex(): string {
  const tables = [
    alertedChecks.map(({ id, severity }) => ({ alert: alertName(id), severity })),
    guards.map(({ alert, labels }) => ({ alert, severity: labels?.severity ?? '' })),
  ];
  const page = readFileSync(new URL('README.md', FOLDER), 'utf8');
  return page.replaceAll(TABLE, () => `${table(tables.shift() ?? [])}\n`);
}

function table(entries: readonly Entry[]): string {
  const written = entries.filter(({ alert }) => existsSync(runbook(alert)));
  const sorted = written.toSorted((a, b) => Number(b.severity === 'critical') - Number(a.severity === 'critical'));
  return markdownTable(
    ['Alert', 'Severity', 'Urgent?'],
    sorted.map(({ alert, severity }) => [`[${alert}](${alert}.md)`, severity, urgency(alert)]),
  );
}

function urgency(alert: string): string {
  const [, section = ''] = readFileSync(runbook(alert), 'utf8').split(/^## Is it urgent\?$/m);
  return (
    section
      .trim()
      .replaceAll('\n', ' ')
      .split(/\. |\.$/m)[0] ?? ''
  );
}

function runbook(alert: string): URL {
  return new URL(`${alert}.md`, FOLDER);
}
