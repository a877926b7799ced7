/** What the table tests of the checks share: one moment, and one check held against one user or one account. */
import type { Check, Context } from '../../src/checks/check.ts';
import { beginEvaluation } from '../../src/checks/evaluate-policy.ts';
import type { PasswordPolicy } from '../../src/model/facts/account-settings.ts';
import type { FactName, Facts } from '../../src/model/facts/catalogue.ts';
import { isRoot, type User } from '../../src/model/facts/credential-report.ts';
import type { CheckCount } from '../../src/model/finding.ts';
import type { UnixSeconds } from '../../src/model/time.ts';
import { accountFacts, at, fact, root } from './model-values.ts';
import { policyWith } from './policy.ts';

export const NOW = at('2026-11-22T12:00:00Z');
/** The report is of this very moment. */
export const FRESH: Context<never> = { now: NOW, reportTime: NOW, earliest: NOW, facts: {} };
export const SECOND = 1;
const MINUTE = 60;
const DAY = 86_400;

export function daysAgo(days: number): UnixSeconds {
  return NOW - days * DAY;
}

export function minutesAfter(moment: UnixSeconds, minutes: number): UnixSeconds {
  return moment + minutes * MINUTE;
}

/** The report is of this very moment, and there are these facts beside it. */
export function knowing<Name extends FactName>(facts: Context<Name>['facts']): Context<Name> {
  return { now: NOW, reportTime: NOW, earliest: NOW, facts };
}

/** The settings of an account with this password policy; undefined: it has none. */
export function settingsWith(passwordPolicy: PasswordPolicy | undefined) {
  return {
    'account-settings': fact({ quotas: new Map(), ...(passwordPolicy !== undefined && { passwordPolicy }) }, NOW),
  };
}

/** What AWS sets where one asks for nothing: short, and every old password may be taken again. */
export function passwordPolicy(values: Partial<PasswordPolicy> = {}): PasswordPolicy {
  const requires = { uppercase: false, lowercase: false, numbers: false, symbols: false };
  return { minimumLength: 6, requires, ...values };
}

/** What `aws_iam_check_findings` says of an account with this one user, under a policy of this one check with its defaults. */
export function counted(check: Check, user: User, facts: Facts = {}): CheckCount['findings'] {
  const { id } = check;
  const policy = policyWith({ checks: { [id]: { enabled: true } } });
  const users = isRoot(user) ? [user] : [root(), user];
  const evaluation = beginEvaluation(policy, accountFacts({ users, generatedTime: NOW, facts }), NOW);
  const findings = check.subject === 'account' ? evaluation.ofAccount() : evaluation.ofUser(user);
  const [count, ...others] = evaluation.counts();
  if (count?.check !== id || others.length > 0) throw new Error(`the policy enables more or less than ${id}`);
  if (count.findings.open !== findings.length) throw new Error(`${id} counts what it does not raise`);
  return count.findings;
}

export const NOTHING: CheckCount['findings'] = { open: 0, exempt: 0, unknown: 0 };
export const ONE_OPEN: CheckCount['findings'] = { open: 1, exempt: 0, unknown: 0 };
export const ONE_UNKNOWN: CheckCount['findings'] = { open: 0, exempt: 0, unknown: 1 };
