/** What the policy says of access keys that are known by their ids, by the credential report of their account. */
import { assess } from '../checks/assess.ts';
import { failureLines, faultLine } from '../cli/check-notes.ts';
import type { KeyAnswer } from '../cli/whose-fields.ts';
import type { Config } from '../config/config.ts';
import type { AccountAssessment } from '../model/assessment.ts';
import { reportOf } from '../model/facts/account-facts.ts';
import { ROOT_USER_NAME, type Slot } from '../model/facts/credential-report.ts';
import type { UserAccessKey } from '../model/access-key.ts';
import type { ExemptFinding, Finding } from '../model/finding.ts';
import type { KeyOwner } from '../model/key-owner.ts';
import type { UnixSeconds } from '../model/time.ts';
import type { Asking } from './asking.ts';

export interface JudgedKeys {
  /** The findings about the key, or about its user as a whole, open or exempt, or why they are not known. Neither: it is no key to judge. */
  readonly of: (owner: KeyOwner) => Pick<KeyAnswer, 'findings' | 'unjudged'>;
  /** What could not be read. */
  readonly problems: readonly string[];
}

export async function judgeKeys(
  owners: readonly KeyOwner[],
  { gather }: Pick<Asking, 'gather'>,
  { accounts, policy }: Pick<Config, 'accounts' | 'policy'>,
  now: UnixSeconds,
): Promise<JudgedKeys> {
  const users = new Map<string, Set<string>>();
  for (const owner of owners) {
    const user = userOf(owner);
    if (user === undefined || !('accountId' in owner) || !('account' in owner)) continue;
    const { name } = owner.account;
    users.set(name, (users.get(name) ?? new Set()).add(user));
  }
  const gathered = await gather(accounts.filter(({ name }) => users.has(name)));
  const assessed = await Promise.all(
    gathered.flatMap(({ account, facts }) =>
      facts === undefined
        ? []
        : [assess([facts], policy, now, { users: (user) => users.get(account.name)?.has(user) === true })],
    ),
  );
  const assessments = assessed.flatMap((assessment) => assessment.accounts);
  return {
    of: (owner) => judgementOf(owner, assessments),
    problems: [...gathered.flatMap(failureLines), ...assessed.flatMap(({ faults }) => faults).map(faultLine)],
  };
}

function userOf(owner: KeyOwner): string | undefined {
  if (owner.is === 'root-key') return ROOT_USER_NAME;
  return owner.is === 'user-key' ? owner.user : undefined;
}

function judgementOf(owner: KeyOwner, assessments: readonly AccountAssessment[]): ReturnType<JudgedKeys['of']> {
  const user = userOf(owner);
  if (user === undefined || !('accountId' in owner)) return {};
  const assessment = assessments.find(({ facts }) => reportOf(facts).accountId === owner.accountId);
  if (assessment === undefined) return { unjudged: 'no report' };
  // Of root, nobody can tell which of its keys is which.
  if (owner.is === 'root-key') return { findings: findingsAbout(assessment, user) };
  const known = owner.is === 'user-key' ? owner.known : undefined;
  if (known === undefined) return { unjudged: 'no state' };
  const findings = keyFindings(assessment, user, known);
  return findings === undefined ? { unjudged: 'another key' } : { findings };
}

/** Open, or exempt. */
export function findingsAbout({ findings, exempt }: AccountAssessment, user: string): (Finding | ExemptFinding)[] {
  return [...findings, ...exempt].filter(({ subject }) => subject.user === user);
}

/**
 * About the key, or about its user as a whole. The report has no ids of keys, but the moment at which each was created. undefined: it does
 * not show the key as it is now.
 */
export function keyFindings(
  assessment: AccountAssessment,
  user: string,
  key: UserAccessKey,
): readonly (Finding | ExemptFinding)[] | undefined {
  const slot = slotOf(assessment, user, key);
  if (slot === 'not there') return undefined;
  return findingsAbout(assessment, user).filter(({ subject }) => subject.key === undefined || subject.key === slot);
}

/** An exemption says that nothing is to be done about the others. */
export function isRaised(finding: Finding | ExemptFinding): boolean {
  return !('exemption' in finding);
}

/** undefined: the report is older than the key. */
function slotOf(
  { facts }: AccountAssessment,
  user: string,
  { created, status }: UserAccessKey,
): Slot | 'not there' | undefined {
  if (facts.facts['credential-report'].asOf < created) return undefined;
  for (const { name, accessKeys } of reportOf(facts).users) {
    if (name !== user) continue;
    const [found, ...more] = accessKeys.filter(({ lastRotated }) => lastRotated === created);
    // Somebody has changed its state since the report, which judged another one.
    const isSame = found !== undefined && more.length === 0 && found.active === (status === 'Active');
    return isSame ? found.slot : 'not there';
  }
  return 'not there';
}
