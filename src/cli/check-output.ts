import Table from 'cli-table3';
import { stringify } from 'csv-stringify/sync';
import { checks } from '../checks/catalogue.ts';
import type { Finding } from '../model/finding.ts';

export const CHECK_OUTPUTS = ['table', 'json', 'csv'] as const;
export type CheckOutput = (typeof CHECK_OUTPUTS)[number];

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
] as const satisfies readonly (keyof FindingRow)[];

/** The findings as text. Without one, the table is empty text and the others are empty documents. */
export function printFindings(findings: readonly Finding[], output: CheckOutput): string {
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

function toRow({ severity, accountId, accountName, owner, user, key, check, age }: Finding): FindingRow {
  return {
    severity,
    account_id: accountId,
    account_name: accountName,
    owner,
    user: user.name,
    ...(key !== undefined && { key }),
    check,
    title: checks.find(({ id }) => id === check)?.title ?? '',
    ...(age !== undefined && { days: age.days, limit_days: age.limit }),
  };
}

const NO_LINES = Object.fromEntries(
  ['top', 'bottom', 'left', 'right', 'mid'].flatMap((side) =>
    ['', '-mid', '-left', '-right'].map((part) => [`${side}${part}`, '']),
  ),
);

function printTable(rows: readonly FindingRow[]): string {
  if (rows.length === 0) return '';
  const table = new Table({
    head: ['SEVERITY', 'ACCOUNT', 'OWNER', 'USER', 'KEY', 'CHECK', 'DAYS', 'LIMIT'],
    chars: { ...NO_LINES, middle: ' ' },
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 1 },
  });
  for (const row of rows) {
    const { severity, account_id, account_name, owner, user, key = '', check, days = '', limit_days = '' } = row;
    table.push([severity, `${account_name} (${account_id})`, owner, user, key, check, days, limit_days]);
  }
  return `${table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')}\n`;
}
