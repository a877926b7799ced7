/** What `check` says beside the findings: what it could not read, what is old, and the sums. */
import { coveredFindings } from '../checks/assess.ts';
import { checks } from '../checks/catalogue.ts';
import { type Check, factsOf } from '../checks/check.ts';
import { enabledChecks } from '../checks/enabled-checks.ts';
import { missingColumnsOf, needsColumn, waitsFor } from '../checks/needed-facts.ts';
import type { Policy } from '../checks/policy.ts';
import type { Assessment, AssessmentFault } from '../model/assessment.ts';
import { type AccountFacts, reportOf } from '../model/facts/account-facts.ts';
import { factsAskedOf } from '../model/facts/asked-of.ts';
import { hasRoot, ROOT_USER_NAME } from '../model/facts/credential-report.ts';
import { isAhead } from '../model/facts/moment.ts';
import { isStale } from '../model/facts/stale.ts';
import { FINDING_STATUSES, type FindingStatus, SEVERITIES } from '../model/finding.ts';
import { reasonAndMessage } from '../model/refresh-failure.ts';
import { isoTime, type UnixSeconds } from '../model/time.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';

/** Of one account. */
const MOST_ROWS_NAMED = 5;

export function failureLines({ account, failures }: GatheredAccount): string[] {
  return failures.map(({ fact, failure }) => {
    const what = fact === 'credential-report' ? '' : `${fact}: `;
    return `${account.name}: ${what}${reasonAndMessage(failure)}`;
  });
}

export function skippedRowsLine(facts: AccountFacts): string[] {
  const { skippedRowCount, skippedRows } = reportOf(facts);
  if (skippedRowCount === 0) return [];
  const lines = skippedRows.slice(0, MOST_ROWS_NAMED).map(({ line, problem }) => `line ${line}: ${problem}`);
  const rows = skippedRowCount === 1 ? '1 row' : `${skippedRowCount} rows`;
  return [`${facts.account.name}: ${rows} could not be read (${lines.join('; ')})`];
}

/**
 * What the report does not hold, where a check of the account needs it.
 *
 * @param judged the checks that are asked of somebody in the account.
 * @param users whether a user was asked for; absent: all were.
 */
export function gapLines(
  { facts, judged }: { readonly facts: AccountFacts; readonly judged: ReadonlySet<string> },
  users?: (name: string) => boolean,
): string[] {
  const { name } = facts.account;
  const ofRoot = checks.some(({ id, subject }) => subject === 'root' && judged.has(id));
  const judging = checks.filter(({ id }) => judged.has(id));
  const columns = new Set(judging.flatMap((check) => missingColumnsOf(check, facts)));
  const unreadable = [...unreadableCells(facts, judging, users)].map(
    ([column, count]) => `${column} of ${count === 1 ? '1 user' : `${count} users`}`,
  );
  return [
    ...(ofRoot && !hasRoot(reportOf(facts))
      ? [`${name}: the report has no row for root, so nobody knows about root`]
      : []),
    ...(columns.size > 0 ? [`${name}: the report lacks columns that checks need: ${[...columns].join(', ')}`] : []),
    ...(unreadable.length > 0 ? [`${name}: cells that checks need could not be read: ${unreadable.join(', ')}`] : []),
  ];
}

/** How many of these users have a cell in each column that one of the checks about them needs and that cannot be read. */
function unreadableCells(
  facts: AccountFacts,
  judging: readonly Check[],
  isAsked: (name: string) => boolean = () => true,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const report = reportOf(facts);
  if (Object.keys(report.unreadableCells).length === 0) return found;
  for (const { name, unreadableColumns = [] } of report.users) {
    if (unreadableColumns.length === 0 || !isAsked(name)) continue;
    const subject = name === ROOT_USER_NAME ? 'root' : 'user';
    const about = judging.filter((check) => check.subject === subject);
    for (const column of unreadableColumns) {
      if (about.some((check) => needsColumn(check, column))) found.set(column, (found.get(column) ?? 0) + 1);
    }
  }
  return found;
}

export function faultLine({ accountName, check }: AssessmentFault): string {
  return `${accountName}: ${check ?? 'the policy'} could not be applied, which is a fault of this program: see the log`;
}

export function dateLine({ account, facts, refreshInterval }: AccountFacts, now: UnixSeconds): string[] {
  const { asOf } = facts['credential-report'];
  const of = isoTime(asOf);
  if (isAhead(asOf, now)) {
    return [
      `${account.name}: the report is of the future, ${of}: the clock of this machine or the time of the file is wrong`,
    ];
  }
  return isStale(asOf, refreshInterval, now) ? [`${account.name}: the report is old, of ${of}`] : [];
}

/** How old the reports are; of many, the newest and the oldest. */
export function ageLines(read: readonly AccountFacts[], now: UnixSeconds): string[] {
  const byAge = [...read].sort((one, other) => timeOf(other) - timeOf(one));
  const [newest] = byAge;
  const oldest = byAge.at(-1);
  if (newest === undefined || oldest === undefined) return [];
  if (newest === oldest) return [`the report is of ${ageOf(newest, now)}`];
  return [`${read.length} reports: the newest of ${ageOf(newest, now)}, the oldest of ${ageOf(oldest, now)}`];
}

function timeOf({ facts }: AccountFacts): UnixSeconds {
  return facts['credential-report'].asOf;
}

/** `production, 4 hours old (2026-11-22T08:00:00.000Z)` */
function ageOf(facts: AccountFacts, now: UnixSeconds): string {
  const minutes = Math.max(0, Math.floor((now - timeOf(facts)) / 60));
  const [count, unit] =
    minutes < 120 ? [minutes, 'minute'] : minutes < 2880 ? [minutes / 60, 'hour'] : [minutes / 1440, 'day'];
  const whole = Math.floor(count);
  const age = `${whole} ${whole === 1 ? unit : `${unit}s`} old`;
  return `${facts.account.name}, ${age} (${isoTime(timeOf(facts))})`;
}

/**
 * A report file holds no other fact, so that the checks which need one say nothing about its account. What is of an organization most of its accounts
 * are not asked.
 */
export function notJudgedLine(facts: AccountFacts, policy: Policy): string[] {
  const asked = factsAskedOf(facts.account);
  const ids = enabledChecks(policy)
    .filter((check) => waitsFor(check, facts) === 'not asked' && factsOf(check).every((name) => asked.includes(name)))
    .map(({ id }) => id);
  return ids.length === 0
    ? []
    : [`${facts.account.name}: not judged, as a report file does not hold what they need: ${ids.join(', ')}`];
}

/** A line of progress. @param done accounts so far, this one included. */
export function progress({ account, facts }: GatheredAccount, done: number, of: number): string {
  return `[${done}/${of}] ${account.name}: ${facts === undefined ? 'failed' : `${reportOf(facts).users.length} users`}\n`;
}

/** `3 open findings (1 critical, 2 warning), 1 exempt (1 break-glass), 0 unknown, in 2 accounts` */
export function checkSummary(assessment: Assessment): string {
  const { accounts } = assessment;
  const findings = accounts.flatMap((account) => account.findings);
  const counts: Record<FindingStatus, number> = { open: 0, exempt: 0, unknown: 0 };
  for (const count of accounts.flatMap((account) => account.counts)) {
    for (const status of FINDING_STATUSES) counts[status] += count.findings[status];
  }
  const bySeverity = SEVERITIES.map(
    (each) => [each, findings.filter(({ severity }) => severity === each).length] as const,
  );
  const open = `${counts.open} open ${counts.open === 1 ? 'finding' : 'findings'}${parts(bySeverity)}`;
  const exempt = `${counts.exempt} exempt${parts(coveredFindings(assessment, false))}`;
  const where = `in ${accounts.length} ${accounts.length === 1 ? 'account' : 'accounts'}`;
  return `${open}, ${exempt}, ${counts.unknown} unknown, ${where}`;
}

/** ` (1 critical, 2 warning)`, without those of which there are none. */
function parts(counts: Iterable<readonly [string, number]>): string {
  const named = [...counts].filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
  return named.length === 0 ? '' : ` (${named.join(', ')})`;
}
