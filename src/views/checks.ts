/** The checks of the catalogue: how the policy holds each, and what it has found. */
import { checks } from '../checks/catalogue.ts';
import type { Check } from '../checks/check.ts';
import { enabledChecks } from '../checks/enabled-checks.ts';
import { type CheckPolicy, checkPolicy } from '../checks/policy.ts';
import { limitOf } from '../checks/settings.ts';
import type { AccountAssessment } from '../model/assessment.ts';
import { FINDING_STATUSES, type FindingStatus } from '../model/finding.ts';
import type { Held } from './held.ts';

export interface CheckRow {
  readonly check: Check;
  /** Whether it is on for anybody. */
  readonly isOn: boolean;
  readonly policy: CheckPolicy;
  /** Days. Absent: the check has none. */
  readonly limit?: number;
  /** Whether an override holds some users otherwise. */
  readonly isOverridden: boolean;
  /** In all accounts, or in those that were asked for. */
  readonly sums: Readonly<Record<FindingStatus, number>>;
  /** Accounts in which it could be judged. */
  readonly judgedAccounts: number;
}

/** In the order of the catalogue. */
export function checkRows(
  { world }: Pick<Held, 'world'>,
  isChosen: (account: AccountAssessment) => boolean = () => true,
): CheckRow[] {
  const { policy, assessment } = world;
  const on = new Set(enabledChecks(policy).map(({ id }) => id));
  const sums = new Map(checks.map(({ id }) => [id, { open: 0, exempt: 0, unknown: 0, accounts: 0 }]));
  for (const { check, findings } of assessment.accounts.filter(isChosen).flatMap(({ counts }) => counts)) {
    const sum = sums.get(check);
    if (sum === undefined) continue;
    for (const status of FINDING_STATUSES) sum[status] += findings[status];
    sum.accounts += 1;
  }
  return checks.map((check) => {
    const held = checkPolicy(policy, check.id);
    const limit = limitOf(check, held.values);
    const { accounts = 0, ...found } = sums.get(check.id) ?? { open: 0, exempt: 0, unknown: 0 };
    return {
      check,
      isOn: on.has(check.id),
      policy: held,
      isOverridden: policy.overrides.some((override) => override.checks[check.id] !== undefined),
      sums: found,
      judgedAccounts: accounts,
      ...(limit !== undefined && { limit }),
    };
  });
}
