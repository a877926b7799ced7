/**
 * What every check comes to for one subject, by the policy and by the control's own text, side by side. A row for each check and access
 * key; for a check of two controls a row for each of them.
 */
import type { Check } from '../checks/check.ts';
import { type Control, CONTROL_POLICIES, controlsOf } from '../checks/controls.ts';
import { beginOutcomes, type CheckOutcome, type Outcomes, shownStatus, type ShownStatus } from '../checks/outcomes.ts';
import type { Policy } from '../checks/policy.ts';
import type { AccountFacts } from '../model/facts/account-facts.ts';
import type { FactName } from '../model/facts/catalogue.ts';
import { ROOT_USER_NAME, type Slot, type User } from '../model/facts/credential-report.ts';
import type { UnixSeconds } from '../model/time.ts';

export interface OutcomeRow {
  /** Name of the user; empty for the account as a whole. */
  readonly user: string;
  readonly check: Check;
  /** The access key that it is about, if it is about one. */
  readonly key: Slot | undefined;
  readonly policy: CheckOutcome;
  /** Absent: no control asks for what the check looks for. */
  readonly control?: {
    readonly control: Control;
    readonly outcome: CheckOutcome;
    /** In days, of a check by age. Absent: the control has none. */
    readonly limit?: number;
  };
}

/** As `Outcomes`, in rows. */
export interface OutcomeRows {
  readonly ofAccount: () => readonly OutcomeRow[];
  readonly ofUser: (user: User) => readonly OutcomeRow[];
  readonly ofNewUser: (user: User, knownBy: FactName) => readonly OutcomeRow[];
  readonly ofMissingRoot: () => readonly OutcomeRow[];
  /** What a check threw, by its id. */
  readonly faults: () => ReadonlyMap<string, unknown>;
}

export function beginRows(policy: Policy, facts: AccountFacts, now: UnixSeconds): OutcomeRows {
  const byPolicy = beginOutcomes(policy, facts, now);
  const byControl = CONTROL_POLICIES.map((own) => beginOutcomes(own, facts, now));

  function rowsOf(user: string, outcomes: (of: Outcomes) => readonly CheckOutcome[]): readonly OutcomeRow[] {
    const own = grouped(outcomes(byPolicy));
    const controlled = byControl.map((of) => grouped(outcomes(of)));
    return [...own].flatMap(([check, found]): OutcomeRow[] => {
      const controls = controlsOf(check);
      if (controls.length === 0) return found.map((policy) => ({ user, check, key: policy.key, policy }));
      return controls.flatMap(({ control, index, values }) => {
        const limit = limitOf(check, values);
        return paired(found, controlled[index]?.get(check) ?? []).map(([policy, outcome]) => ({
          user,
          check,
          key: policy.key ?? outcome.key,
          policy,
          control: { control, outcome, ...(limit !== undefined && { limit }) },
        }));
      });
    });
  }

  return {
    ofAccount: () => rowsOf('', (of) => of.ofAccount()),
    ofUser: (user) => rowsOf(user.name, (of) => of.ofUser(user)),
    ofNewUser: (user, knownBy) => rowsOf(user.name, (of) => of.ofNewUser(user, knownBy)),
    ofMissingRoot: () => rowsOf(ROOT_USER_NAME, (of) => of.ofMissingRoot()),
    faults: () => new Map(byControl.flatMap(({ faults }) => [...faults]).concat([...byPolicy.faults])),
  };
}

/**
 * From what weighs most: of several outcomes about one thing the first one here counts. Where one of several checks was not asked, a pass of
 * the others does not speak for it.
 */
const BY_WEIGHT: readonly (ShownStatus | 'off')[] = [
  'open',
  'exempt',
  'unknown',
  'not assessed',
  'off',
  'pass',
  'not applicable',
];

export function heavier<Of extends Pick<CheckOutcome, 'status' | 'why'>>(one: Of, other: Of): Of {
  return weightOf(other) < weightOf(one) ? other : one;
}

function weightOf(outcome: Pick<CheckOutcome, 'status' | 'why'>): number {
  return BY_WEIGHT.indexOf(outcome.why === 'off' ? 'off' : shownStatus(outcome));
}

/** Those of each check, one for each access key: a user may have several credentials that are no access keys. */
function grouped(outcomes: readonly CheckOutcome[]): ReadonlyMap<Check, readonly CheckOutcome[]> {
  const groups = new Map<Check, CheckOutcome[]>();
  for (const outcome of outcomes) {
    const group = groups.get(outcome.check);
    const same = group?.findIndex(({ key }) => key === outcome.key) ?? -1;
    const known = group?.[same];
    if (group === undefined) groups.set(outcome.check, [outcome]);
    else if (known === undefined) group.push(outcome);
    else group[same] = heavier(known, outcome);
  }
  return groups;
}

/** What is about no key stands beside what is about each, as a check that is off does. */
function paired(
  policy: readonly CheckOutcome[],
  control: readonly CheckOutcome[],
): readonly (readonly [CheckOutcome, CheckOutcome])[] {
  const [general] = policy.length === 1 ? policy.filter(({ key }) => key === undefined) : [];
  if (general !== undefined) return control.map((each) => [general, each]);
  const without = control.find(({ key }) => key === undefined);
  return policy.flatMap((each) => {
    const other = control.find(({ key }) => key === each.key) ?? without;
    return other === undefined ? [] : [[each, other] as const];
  });
}

function limitOf({ limit }: Check, values: Readonly<Record<string, number>>): number | undefined {
  const days = limit === undefined ? undefined : values[limit.name];
  return days === undefined || days < 0 ? undefined : days;
}
