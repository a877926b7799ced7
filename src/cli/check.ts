/** The `check` command: the configured policy held once against every account, for people and for pipelines. */
import { beginEvaluation } from '../checks/evaluate-policy.ts';
import type { Policy } from '../checks/policy.ts';
import type { AccountResult } from '../model/account-result.ts';
import { FINDING_STATUSES, type FindingStatus, SEVERITIES, type Severity } from '../model/finding.ts';
import type { Snapshot } from '../model/snapshot.ts';
import type { UnixSeconds } from '../model/time.ts';
import { type CheckOutput, type DatedFinding, printFindings } from './check-output.ts';

/** Of one account. */
const MOST_ROWS_NAMED = 5;

export interface CheckOptions {
  /** A report to look at, instead of the configured accounts. */
  readonly reportFile: string | undefined;
  readonly output: CheckOutput;
  /** The mildest severity that makes the exit code 1; undefined: none does. */
  readonly failOn: Severity | undefined;
}

export interface CheckResult {
  /** 3: an account or a row could not be read, so nobody can tell; 1: something as severe as `failOn` is open. */
  readonly code: 0 | 1 | 3;
  readonly out: string;
  /** What is to be said beside the findings. */
  readonly error: string;
}

/** What `check` prints and how it ends. @param now for ages. */
export function checkAccounts(
  accounts: readonly AccountResult[],
  policy: Policy,
  { output, failOn }: Pick<CheckOptions, 'output' | 'failOn'>,
  now: UnixSeconds,
): CheckResult {
  const findings: DatedFinding[] = [];
  const counts: Record<FindingStatus, number> = { open: 0, exempt: 0, unknown: 0 };
  const covered = new Map<string, number>();
  const read = accounts.flatMap(({ snapshot }) => snapshot ?? []);
  for (const snapshot of read) {
    const evaluation = beginEvaluation(policy, snapshot, now);
    const { generatedTime } = snapshot;
    for (const user of snapshot.report.users) {
      for (const finding of evaluation.evaluate(user)) findings.push({ finding, generatedTime });
    }
    for (const [exemption, count] of evaluation.covered) covered.set(exemption, (covered.get(exemption) ?? 0) + count);
    for (const count of evaluation.counts()) {
      for (const status of FINDING_STATUSES) counts[status] += count.findings[status];
    }
  }
  findings.sort((one, other) => rank(one.finding.severity) - rank(other.finding.severity));
  const gaps = [...accounts.flatMap(failureLine), ...read.flatMap(skippedRowsLine)];
  const tooSevere = failOn !== undefined && findings.some(({ finding }) => rank(finding.severity) <= rank(failOn));
  return {
    code: gaps.length > 0 ? 3 : tooSevere ? 1 : 0,
    out: printFindings(findings, output),
    error: [
      ...gaps,
      ...read.flatMap((snapshot) => staleLine(snapshot, now)),
      summary(findings, counts, covered, read.length),
      ...(gaps.length > 0 ? ['not everything could be read, so there may be more'] : []),
      '',
    ].join('\n'),
  };
}

function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

function failureLine({ account, failure }: AccountResult): string[] {
  return failure === undefined ? [] : [`${account.name}: ${failure.reason}: ${failure.message}`];
}

function skippedRowsLine({ account, report }: Snapshot): string[] {
  if (report.skippedRows.length === 0) return [];
  const lines = report.skippedRows.slice(0, MOST_ROWS_NAMED).map(({ line, problem }) => `line ${line}: ${problem}`);
  const rows = report.skippedRows.length === 1 ? '1 row' : `${report.skippedRows.length} rows`;
  return [`${account.name}: ${rows} could not be read (${lines.join('; ')})`];
}

/** As the alert on stale reports has it: older than twice the time after which a new one is due. */
function staleLine({ account, generatedTime, refreshInterval }: Snapshot, now: UnixSeconds): string[] {
  const age = now - generatedTime;
  if (age <= 2 * refreshInterval) return [];
  return [`${account.name}: the report is old, of ${new Date(generatedTime * 1000).toISOString()}`];
}

/** A line of progress. @param done accounts so far, this one included. */
export function progress({ account, snapshot }: AccountResult, done: number, of: number): string {
  return `[${done}/${of}] ${account.name}: ${snapshot === undefined ? 'failed' : `${snapshot.report.users.length} users`}\n`;
}

/** `3 open findings (1 critical, 2 warning), 1 exempt (1 break-glass), 0 unknown, in 2 accounts` */
function summary(
  findings: readonly DatedFinding[],
  counts: Record<FindingStatus, number>,
  covered: ReadonlyMap<string, number>,
  accounts: number,
): string {
  const bySeverity = SEVERITIES.map(
    (severity) => [severity, findings.filter(({ finding }) => finding.severity === severity).length] as const,
  );
  const open = `${counts.open} open ${counts.open === 1 ? 'finding' : 'findings'}${parts(bySeverity)}`;
  const exempt = `${counts.exempt} exempt${parts(covered)}`;
  const where = `in ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`;
  return `${open}, ${exempt}, ${counts.unknown} unknown, ${where}`;
}

/** ` (1 critical, 2 warning)`, without those of which there are none. */
function parts(counts: Iterable<readonly [string, number]>): string {
  const named = [...counts].filter(([, count]) => count > 0).map(([name, count]) => `${count} ${name}`);
  return named.length === 0 ? '' : ` (${named.join(', ')})`;
}
