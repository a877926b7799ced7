/** The `check` command: the configured policy held once against every account, for people and for pipelines. */
import { beginEvaluation } from '../checks/evaluate-policy.ts';
import type { Policy } from '../checks/policy.ts';
import type { AccountResult } from '../model/account-result.ts';
import { FINDING_STATUSES, type Finding, type FindingStatus, SEVERITIES, type Severity } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';
import { type CheckOutput, printFindings } from './check-output.ts';

export interface CheckOptions {
  /** A report to look at, instead of the configured accounts. */
  readonly reportFile: string | undefined;
  readonly output: CheckOutput;
  /** The mildest severity that makes the exit code 1; undefined: none does. */
  readonly failOn: Severity | undefined;
}

export interface CheckResult {
  /** 3: an account could not be read, so nobody can tell; 1: something as severe as `failOn` is open. */
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
  const findings: Finding[] = [];
  const counts: Record<FindingStatus, number> = { open: 0, exempt: 0, unknown: 0 };
  for (const { snapshot } of accounts) {
    if (snapshot === undefined) continue;
    const evaluation = beginEvaluation(policy, snapshot, now);
    for (const user of snapshot.report.users) for (const finding of evaluation.evaluate(user)) findings.push(finding);
    for (const count of evaluation.counts()) {
      for (const status of FINDING_STATUSES) counts[status] += count.findings[status];
    }
  }
  findings.sort((one, other) => SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity));
  const failures = accounts.flatMap(({ account, failure }) => (failure ? [{ account, failure }] : []));
  const tooSevere = findings.some(({ severity }) => isAsSevere(severity, failOn));
  return {
    code: failures.length > 0 ? 3 : tooSevere ? 1 : 0,
    out: printFindings(findings, output),
    error: [
      ...failures.map(({ account, failure }) => `${account.name}: ${failure.reason}: ${failure.message}`),
      summary(findings, counts, accounts.length - failures.length),
      ...(failures.length > 0 ? [notRead(failures.length)] : []),
      '',
    ].join('\n'),
  };
}

/** A line of progress. @param done accounts so far, this one included. */
export function progress({ account, snapshot }: AccountResult, done: number, of: number): string {
  return `[${done}/${of}] ${account.name}: ${snapshot === undefined ? 'failed' : `${snapshot.report.users.length} users`}\n`;
}

function isAsSevere(severity: Severity, failOn: Severity | undefined): boolean {
  return failOn !== undefined && SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(failOn);
}

/** `3 open findings (1 critical, 2 warning), 1 exempt, 0 unknown, in 2 accounts` */
function summary(findings: readonly Finding[], counts: Record<FindingStatus, number>, accounts: number): string {
  const bySeverity = SEVERITIES.map((severity) => [
    findings.filter((finding) => finding.severity === severity).length,
    severity,
  ])
    .filter(([count]) => count !== 0)
    .map((part) => part.join(' '))
    .join(', ');
  const open = `${counts.open} open ${counts.open === 1 ? 'finding' : 'findings'}${bySeverity && ` (${bySeverity})`}`;
  const where = `in ${accounts} ${accounts === 1 ? 'account' : 'accounts'}`;
  return `${open}, ${counts.exempt} exempt, ${counts.unknown} unknown, ${where}`;
}

function notRead(failed: number): string {
  return `${failed} ${failed === 1 ? 'account' : 'accounts'} could not be read, so there may be more`;
}
