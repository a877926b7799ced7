/**
 * What every check comes to for one subject: also where it passes, where nobody knows, and where it does not apply. `assess` keeps what
 * is found alone, as most of this is "pass". Both are made by one judge.
 */
import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import { ROOT_USER_NAME, type Slot, type User } from '../model/facts/credential-report.ts';
import type { Finding, Severity } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { Check, Outcome } from './check.ts';
import { coveringExemptions, createJudge } from './judge.ts';
import type { Policy } from './policy.ts';
import type { LeftOut, Setting } from './settings.ts';

/** What somebody has to look at comes first: every list and every count of outcomes is in this order. */
export const OUTCOME_STATUSES = ['open', 'exempt', 'unknown', 'pass', 'not applicable'] as const;
export type OutcomeStatus = (typeof OUTCOME_STATUSES)[number];

/**
 * Why a check is unknown or does not apply. Besides what `LeftOut` says, `failed`: a fact that it needs could not be read, or the report lacks its
 * column; `not in report`: the report has no row of this user; `not said`: AWS did not give a value that it needs, or its cell cannot be read;
 * `nothing to judge`: the user has no such credential, or the check leaves this account alone.
 */
export type OutcomeReason = LeftOut | 'failed' | 'not in report' | 'not said' | 'nothing to judge';

/** `not assessed`: the exporter did not look, which is not the same as a check that does not apply. */
export type ShownStatus = OutcomeStatus | 'not assessed';

/** What a reader is shown of an outcome. */
export function shownStatus({ status, why }: Pick<CheckOutcome, 'status' | 'why'>): ShownStatus {
  return why === 'not asked' || why === 'not given' ? 'not assessed' : status;
}

export interface CheckOutcome {
  readonly check: Check;
  readonly status: OutcomeStatus;
  /** The access key that it is about, if it is about one: a check of access keys has one outcome for each. */
  readonly key?: Slot;
  /** As the finding has it, or would have it. Absent: the check was not asked. */
  readonly severity?: Severity;
  /** Checks by age only: also where it passes, unless it passes for another reason than its age. */
  readonly age?: Finding['age'];
  /** Checks of events only, where it is open or exempt: when the event was. */
  readonly since?: UnixSeconds;
  /** exempt: the name of the exemption; of several that cover it, the first in the policy. */
  readonly exemption?: string;
  /** unknown and not applicable only. */
  readonly why?: OutcomeReason;
}

/** Each gives every check that judges such a subject, at least once, in the order of the catalogue. */
export interface Outcomes {
  /** Of a user of the report, or of root. */
  ofUser(user: User): readonly CheckOutcome[];
  /** Of a user whom the report cannot know yet, and whom only this fact knows. */
  ofNewUser(user: User, knownBy: FactName): readonly CheckOutcome[];
  /** Of root, where the report has no row for it. */
  ofMissingRoot(): readonly CheckOutcome[];
  /** Of the account as a whole. */
  ofAccount(): readonly CheckOutcome[];
  /** What a check threw, by its id; the first of each. Its outcome is unknown wherever it throws. */
  readonly faults: ReadonlyMap<string, unknown>;
}

/** @param now the moment of the assessment beside which they are shown: at another one they may differ. */
export function beginOutcomes(policy: Policy, accountFacts: AccountFacts, now: UnixSeconds): Outcomes {
  const judge = createJudge(policy, accountFacts, now);

  /** @param isAsked which checks are asked; the others need a row of the report. */
  function outcomesOf(user: User | undefined, isAsked: (setting: Setting) => boolean): readonly CheckOutcome[] {
    const { all } = user === undefined ? judge.settings.ofAccount() : judge.settings.ofUser(user);
    return all.flatMap((one): readonly CheckOutcome[] => {
      const { check } = one;
      if ('leftOut' in one) {
        return [{ check, status: one.leftOut === 'unread' ? 'unknown' : 'not applicable', why: one.leftOut }];
      }
      const nothing: CheckOutcome = { check, status: 'not applicable', why: 'nothing to judge' };
      if (judge.spares(check)) return [nothing];
      if (!isAsked(one)) return [{ check, status: 'unknown', severity: one.severity, why: 'not in report' }];
      const found = judge.outcomesOf(one, user);
      return found.length === 0 ? [nothing] : found.map((outcome) => outcomeOf(one, user, outcome));
    });
  }

  return {
    ofUser: (user) => outcomesOf(user, () => true),
    ofNewUser(user, knownBy) {
      const asked = new Set(judge.settings.ofNewUser(user, knownBy));
      return outcomesOf(user, (setting) => asked.has(setting));
    },
    ofMissingRoot: () => outcomesOf(NOBODY, () => false),
    ofAccount: () => outcomesOf(undefined, () => true),
    faults: judge.faults,
  };
}

/** Stands for a root of which nothing is known, so that the policy's settings for root are found. */
const NOBODY: User = {
  name: ROOT_USER_NAME,
  arn: '',
  path: '/',
  created: 0,
  password: {},
  accessKeys: [],
  signingCertificates: [],
};

function outcomeOf(
  setting: Setting,
  user: User | undefined,
  { status, credential, days, since, severity }: Outcome,
): CheckOutcome {
  const { check, limit } = setting;
  // A pass beside an age over its limit, such as that of a user with MFA, is no matter of the age.
  const isByAge = days !== undefined && limit !== undefined && (status !== 'pass' || days <= limit);
  const [covers] = status === 'open' ? coveringExemptions(setting, user) : [];
  return {
    check,
    status: covers === undefined ? status : 'exempt',
    severity: severity ?? setting.severity,
    ...(credential !== undefined && { key: credential }),
    ...(isByAge && { age: { days, limit } }),
    ...(since !== undefined && { since }),
    ...(covers !== undefined && { exemption: covers.name }),
    ...(status === 'unknown' && { why: setting.waits === 'nothing' ? ('not said' as const) : ('failed' as const) }),
  };
}
