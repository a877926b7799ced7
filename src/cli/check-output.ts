import { stringify } from 'csv-stringify/sync';
import { checks } from '../checks/catalogue.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';

export const CHECK_OUTPUTS = ['table', 'json', 'csv'] as const;
export type CheckOutput = (typeof CHECK_OUTPUTS)[number];

export interface CheckOptions {
  /** A report to look at, instead of the configured accounts. */
  readonly reportFile: string | undefined;
  readonly output: CheckOutput;
  /** The mildest severity that makes the exit code 1; undefined: none does. */
  readonly failOn: Severity | undefined;
}

/** A finding under the names of the metric's labels; absent what it has not. */
interface FindingRow {
  readonly severity: string;
  readonly account_id: string;
  readonly account_name: string;
  readonly owner: string;
  readonly user: string;
  readonly key?: string;
  readonly check: string;
  readonly title: string;
  readonly days?: number;
  readonly limit_days?: number;
  /** The moment of what shows it: when AWS generated the report, or the moment of another fact. */
  readonly generated_time: string;
}

const COLUMNS = [
  'severity',
  'account_id',
  'account_name',
  'owner',
  'user',
  'key',
  'check',
  'title',
  'days',
  'limit_days',
  'generated_time',
] as const satisfies readonly (keyof FindingRow)[];

/** A finding, and when its report was generated (Unix seconds). */
export interface DatedFinding {
  readonly finding: Finding;
  readonly generatedTime: UnixSeconds;
}

/** The findings as text. Without one, the table is empty text and the others are empty documents. */
export function printFindings(findings: readonly DatedFinding[], output: CheckOutput): string {
  const rows = findings.map(toRow);
  switch (output) {
    case 'json':
      return `${JSON.stringify(rows, null, 2)}\n`;
    case 'csv':
      // A user may be called `=1+1`, and a spreadsheet must not calculate it.
      return stringify(rows, { header: true, columns: [...COLUMNS], escape_formulas: true });
    case 'table':
      return printTable(rows);
  }
}

function toRow({ finding, generatedTime }: DatedFinding): FindingRow {
  const { severity, accountId, accountName, owner, subject, check, age } = finding;
  const { user, key } = subject;
  return {
    severity,
    account_id: accountId,
    account_name: accountName,
    owner,
    user,
    ...(key !== undefined && { key }),
    check,
    title: checks.find(({ id }) => id === check)?.title ?? '',
    ...(age !== undefined && { days: age.days, limit_days: age.limit }),
    generated_time: new Date(generatedTime * 1000).toISOString(),
  };
}

const TABLE_HEAD = ['SEVERITY', 'ACCOUNT', 'OWNER', 'USER', 'KEY', 'CHECK', 'DAYS', 'LIMIT'];

/** Padded here: the libraries for tables take minutes for the findings of a large organization, or fail. */
function printTable(rows: readonly FindingRow[]): string {
  if (rows.length === 0) return '';
  const lines = [TABLE_HEAD, ...rows.map(tableLine)];
  const widths = TABLE_HEAD.map((_, column) =>
    lines.reduce((widest, line) => Math.max(widest, line[column]?.length ?? 0), 0),
  );
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function tableLine({
  severity,
  account_id,
  account_name,
  owner,
  user,
  key,
  check,
  days,
  limit_days,
}: FindingRow): string[] {
  const cells = [severity, `${account_name} (${account_id})`, owner, user, key, check, days, limit_days];
  // A report file may hold anything, and a terminal obeys control characters.
  return cells.map((cell) => String(cell ?? '').replaceAll(/\p{Cc}/gu, '?'));
}
