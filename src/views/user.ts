/** One user: its credentials, what every check comes to, and the next step of each access key. */
import { newUsers } from '../checks/new-users.ts';
import { beginOutcomes, type CheckOutcome, OUTCOME_STATUSES } from '../checks/outcomes.ts';
import { rotationStep } from '../checks/rotation-step.ts';
import { nextStep, type NextStep, ROOT_KEY } from '../checks/rotation-words.ts';
import { knownOf } from '../metrics/world.ts';
import type { UserAccessKey } from '../model/access-key.ts';
import { type AccessKey, isRoot, ROOT_USER_NAME, type User } from '../model/facts/credential-report.ts';
import { credentialsByUser, type ServiceCredential } from '../model/facts/user-details.ts';
import { SEVERITIES, severityRank } from '../model/finding.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { AccountRow, JudgedAccount } from './accounts.ts';
import { type Held, namesUsers, shows } from './held.ts';
import { findUser } from './users.ts';

export interface UserView {
  readonly account: AccountRow;
  readonly judged: JudgedAccount;
  /** `<root_account>` for root. */
  readonly name: string;
  /** Absent: the report has no row of root, or is older than the user, whom an event names. */
  readonly user?: User;
  /** Whom the user's own tag names. */
  readonly owner?: string;
  /** Whether its MFA device is an app on a phone; absent: it has none, or nobody knows. */
  readonly hasVirtualMfa?: boolean;
  readonly keys: readonly KeyView[];
  readonly serviceCredentials: readonly ServiceCredential[];
  readonly showsCertificates: boolean;
  /** In the order of `OUTCOME_STATUSES`, and of each status the worst first. */
  readonly outcomes: readonly CheckOutcome[];
}

export interface KeyView {
  readonly key: AccessKey;
  readonly step: NextStep;
}

/** undefined: nobody knows such a user, or the reader may not know. */
export function userView(held: Held, account: AccountRow, name: string): UserView | undefined {
  const { judged } = account;
  if (judged === undefined || held.moment === undefined) return undefined;
  const { world, moment } = held;
  const { facts } = judged.assessment;
  const asked = beginOutcomes(world.policy, facts, moment);
  const user = findUser(held, judged.assessment, name);
  const found = { account, judged, name, keys: [], serviceCredentials: [], showsCertificates: false };
  const seen = (outcomes: readonly CheckOutcome[]) => (shows(held, 'findings') ? mostImportantFirst(outcomes) : []);
  if (user !== undefined) {
    const outcomes = asked.ofUser(user);
    return {
      ...found,
      ...detailsOf(held, facts.facts, user),
      user,
      keys: shows(held, 'accessKeys') ? keysOf(user, outcomes, judged.reportTime) : [],
      showsCertificates: shows(held, 'signingCertificates'),
      outcomes: seen(outcomes),
    };
  }
  if (name === ROOT_USER_NAME) return { ...found, outcomes: seen(asked.ofMissingRoot()) };
  const unknown = namesUsers(held) ? newUsers(facts.facts).find((each) => each.name === name) : undefined;
  return unknown && { ...found, outcomes: seen(asked.ofNewUser(unknown, 'activity')) };
}

type Facts = JudgedAccount['assessment']['facts']['facts'];
type Details = Pick<UserView, 'owner' | 'hasVirtualMfa' | 'serviceCredentials'>;

function detailsOf(held: Held, facts: Facts, user: User): Details {
  const of = { user, facts };
  const owner = knownOf(of, 'user-details.tags')?.get(user.name)?.get(held.world.ownerTag);
  const devices = user.mfaActive === true ? knownOf(of, 'user-details.mfa') : undefined;
  const credentials = shows(held, 'serviceCredentials') ? knownOf(of, 'user-details.serviceCredentials') : undefined;
  return {
    ...(owner !== undefined && { owner }),
    ...(devices !== undefined && { hasVirtualMfa: devices.virtual.has(user.name) }),
    serviceCredentials: (credentials && credentialsByUser(credentials).get(user.name)) ?? [],
  };
}

/**
 * The report has no ids of keys: the commands have placeholders.
 *
 * @param reportTime up to which use is known: no step may stop a program that has used its key since.
 */
function keysOf(user: User, outcomes: readonly CheckOutcome[], reportTime: UnixSeconds): KeyView[] {
  const asked = user.accessKeys.map((key) => asIamKnows(key));
  return user.accessKeys.map((key, index) => {
    if (isRoot(user)) return { key, step: ROOT_KEY };
    const own = asked[index];
    const other = asked[1 - index];
    // Which of the two is the newer one, or works, decides the step.
    if (own === undefined || (asked.length > 1 && other === undefined)) return { key, step: NOT_KNOWN };
    const open = outcomes.filter((outcome) => outcome.status === 'open' && outcome.key === key.slot);
    const findings = open.map(({ check, age }) => ({ check: check.id, age }));
    return { key, step: nextStep(user.name, own, rotationStep(own, other, findings, reportTime), reportTime) };
  });
}

const NOT_KNOWN: NextStep = {
  title: 'not known',
  text: 'Not known: the report does not say whether a key is active, or when it was made.',
};

function asIamKnows({
  slot,
  active,
  lastRotated,
  lastUsed,
  lastUsedService,
  lastUsedRegion,
}: AccessKey): UserAccessKey | undefined {
  if (active === undefined || lastRotated === undefined) return undefined;
  return {
    id: `KEY_ID_${slot}`,
    status: active ? 'Active' : 'Inactive',
    created: lastRotated,
    ...(lastUsed === 'never' && { lastUsed }),
    ...(typeof lastUsed === 'number' && {
      lastUsed: {
        at: lastUsed,
        service: lastUsedService ?? '',
        ...(lastUsedRegion !== undefined && { region: lastUsedRegion }),
      },
    }),
  };
}

function mostImportantFirst(outcomes: readonly CheckOutcome[]): CheckOutcome[] {
  const rank = ({ status, severity, check }: CheckOutcome): number =>
    OUTCOME_STATUSES.indexOf(status) * SEVERITIES.length + severityRank(severity ?? check.severity);
  return outcomes.toSorted((one, other) => rank(one) - rank(other));
}
