/** What `check` prints for people: the findings or their sums, and below them what the words mean. */
import { checks } from '../checks/catalogue.ts';
import { checkPage } from '../model/documentation.ts';
import { type CheckCount, FINDING_STATUSES, SEVERITIES } from '../model/finding.ts';
import type { JudgedFinding } from '../fields/finding-fields.ts';
import type { Judgement } from './check-judgement.ts';
import { type Cell, table } from './table.ts';
import { wrapped } from './wrapped.ts';

/** Empty without an open finding. */
export function findingsTable({ open }: Judgement): string {
  if (open.length === 0) return '';
  const head = ['SEVERITY', 'ACCOUNT', 'OWNER', 'USER', 'KEY', 'CHECK', 'DAYS', 'LIMIT'];
  const found = new Set(open.map(({ finding }) => finding.check));
  return [table([head, ...open.map(findingLine)]), DAYS_AND_LIMIT, legend(found)].join('\n');
}

const INDENT = '  ';
const DAYS_AND_LIMIT = 'DAYS: how old or idle it is. LIMIT: what the policy allows.\n';

function findingLine({ finding }: JudgedFinding): Cell[] {
  const { severity, accountId, accountName, owner, subject, check, age } = finding;
  return [severity, accountOf(accountName, accountId), owner, subject.user, subject.key, check, age?.days, age?.limit];
}

/** Sums by account, and by check. */
export function summaryTables({ counts }: Judgement): string {
  const byAccount = groupBy(counts, ({ accountId }) => accountId).map(([{ accountName, accountId, owner }, sums]) => [
    accountOf(accountName, accountId),
    owner,
    ...SEVERITIES.map((severity) => sum(sums.filter((count) => count.severity === severity))),
    ...FINDING_STATUSES.slice(1).map((status) => sum(sums, status)),
  ]);
  const byCheck = groupBy(counts, ({ check }) => check).map(([{ check, severity }, sums]) => [
    check,
    severity,
    ...FINDING_STATUSES.map((status) => sum(sums, status)),
  ]);
  const statuses = FINDING_STATUSES.map((status) => status.toUpperCase());
  const severities = SEVERITIES.map((severity) => severity.toUpperCase());
  return [
    table([['ACCOUNT', 'OWNER', ...severities, ...statuses.slice(1)], ...byAccount]),
    table([['CHECK', 'SEVERITY', ...statuses], ...byCheck]),
    legend(new Set(counts.filter(({ findings }) => findings.open > 0).map(({ check }) => check))),
  ].join('\n');
}

function legend(found: ReadonlySet<string>): string {
  return checks
    .filter(({ id }) => found.has(id))
    .map(
      ({ id, openWhen }) =>
        `${id}\n${wrapped(`open when ${openWhen.replaceAll('`', '')}`, INDENT)}${INDENT}${checkPage(id)}\n`,
    )
    .join('');
}

function accountOf(name: string, id: string): string {
  return `${name} (${id})`;
}

function groupBy(counts: readonly CheckCount[], key: (count: CheckCount) => string): [CheckCount, CheckCount[]][] {
  const groups = new Map<string, [CheckCount, CheckCount[]]>();
  for (const count of counts) {
    const group = groups.get(key(count));
    if (group === undefined) groups.set(key(count), [count, [count]]);
    else group[1].push(count);
  }
  return [...groups.values()];
}

function sum(counts: readonly CheckCount[], status: (typeof FINDING_STATUSES)[number] = 'open'): number {
  return counts.reduce((total, { findings }) => total + findings[status], 0);
}
