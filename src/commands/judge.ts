/** Applies the policy to what `check` has read: what it prints, and with which code it ends. */
import { assess } from '../checks/assess.ts';
import { findingTime } from '../checks/finding-time.ts';
import type { Policy } from '../checks/policy.ts';
import { unmatchedPatterns } from '../checks/unmatched-patterns.ts';
import {
  ageLines,
  checkSummary,
  dateLine,
  failureLines,
  faultLine,
  gapLines,
  notJudgedLine,
  skippedRowsLine,
} from '../cli/check-notes.ts';
import type { Judgement } from '../cli/check-judgement.ts';
import type { CheckOptions } from '../cli/check-options.ts';
import { printJudgement } from '../cli/check-output.ts';
import type { JudgedFinding } from '../fields/finding-fields.ts';
import type { AccountAssessment, Assessment } from '../model/assessment.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import type { GatheredAccount } from '../model/gathered-account.ts';
import { type ExemptFinding, type Finding, type Severity, severityRank } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';

export interface JudgeInput extends Pick<CheckOptions, 'output' | 'summary' | 'failOn'> {
  readonly policy: Policy;
  /** Of which users anything is asked; undefined: of all, and of accounts as a whole. */
  readonly users: ((name: string) => boolean) | undefined;
  /** Empty: all. */
  readonly severities: readonly Severity[];
  /** What could not be read beside the accounts. */
  readonly unread: readonly string[];
  /** Whether every account of the configuration was asked, so that a pattern is known to match nobody. */
  readonly all: boolean;
  /** For ages. */
  readonly now: UnixSeconds;
}

export interface CheckResult {
  /** 3: something that was asked for could not be read, so nobody knows; 1: something as severe as `failOn` is open. */
  readonly code: 0 | 1 | 3;
  readonly out: string;
  /** What is to be said beside the findings. */
  readonly error: string;
  readonly faults: Assessment['faults'];
}

export async function judge(gathered: readonly GatheredAccount[], input: JudgeInput): Promise<CheckResult> {
  const { policy, failOn, users, unread, now } = input;
  const read = gathered.flatMap(({ facts }) => facts ?? []);
  const whole = await assess(read, policy, now, users === undefined ? {} : { users });
  const assessment = ofSeverities(whole, input.severities);
  const { accounts, faults } = assessment;
  const gaps = [
    ...unread,
    ...gathered.flatMap(failureLines),
    ...read.flatMap(skippedRowsLine),
    ...whole.accounts.flatMap(({ facts, counts }) =>
      gapLines({ facts, judged: new Set(counts.map(({ check }) => check)) }, users),
    ),
    ...faults.map(faultLine),
  ];
  const complete = gaps.length === 0;
  const open = accounts.flatMap((account) => judged(account, account.findings));
  open.sort((one, other) => severityRank(one.finding.severity) - severityRank(other.finding.severity));
  const judgement: Judgement = {
    now,
    complete,
    accounts: gathered,
    open,
    exempt: accounts.flatMap((account) => judged(account, account.exempt)),
    counts: accounts.flatMap(({ counts }) => counts),
  };
  const tooSevere =
    failOn !== undefined && open.some(({ finding }) => severityRank(finding.severity) <= severityRank(failOn));
  return {
    code: !complete ? 3 : tooSevere ? 1 : 0,
    out: printJudgement(judgement, input.output, input.summary),
    error: [
      ...gaps,
      ...read.flatMap((facts) => dateLine(facts, now)),
      ...read.flatMap((facts) => notJudgedLine(facts, policy)),
      ...(input.all && complete ? unmatchedPatterns(policy, read, now) : []),
      ...ageLines(read, now),
      checkSummary(assessment),
      ...(complete ? [] : ['not everything could be read, so there may be more']),
      '',
    ].join('\n'),
    faults,
  };
}

/** @param severities empty: all. */
function ofSeverities(assessment: Assessment, severities: readonly Severity[]): Assessment {
  if (severities.length === 0) return assessment;
  const isChosen = ({ severity }: { readonly severity: Severity }): boolean => severities.includes(severity);
  const accounts = assessment.accounts.map((account) => {
    const exempt = account.exempt.filter(isChosen);
    return {
      ...account,
      exempt,
      findings: account.findings.filter(isChosen),
      counts: account.counts.filter(isChosen),
      covered: new Map(
        [...account.covered].map(([name]) => [name, exempt.filter((each) => each.exemption === name).length]),
      ),
    };
  });
  return { ...assessment, accounts };
}

function judged(account: AccountAssessment, findings: readonly (Finding | ExemptFinding)[]): JudgedFinding[] {
  const wanted = new Set(findings.map(({ subject }) => subject.user));
  const arns = new Map<string, string>();
  for (const { name, arn } of reportOf(account.facts).users) if (wanted.has(name)) arns.set(name, arn);
  return findings.map((finding) => ({
    finding,
    arn: arns.get(finding.subject.user),
    generatedTime: findingTime(finding, account.facts),
  }));
}
